// Links that lead to the CRM open its record on the right instead of leaving the page; those to the app's own pages
// open where this machine has them.

const HUBSPOT_TYPES = { "0-1": "contact", "0-2": "account", "0-3": "deal", "0-27": "task", "0-47": "meeting" };
const HUBSPOT_WORDS = { contact: "contact", company: "account", deal: "deal", task: "task" };
const SALESFORCE_TYPES = { Account: "account", Contact: "contact", Opportunity: "deal", Task: "task", Event: "meeting" };
const SALESFORCE_PREFIXES = { "001": "account", "003": "contact", "006": "deal", "00T": "task", "00U": "meeting" };

/** {kind, id} of the record a link leads to, or null for any other link. */
export function recordOf(address, crm) {
  return crm === "salesforce" ? salesforceRecord(address) : hubspotRecord(address);
}

function hubspotRecord(address) {
  const typed = /\/record\/(0-\d+)\/(\d+)/.exec(address);
  if (typed && HUBSPOT_TYPES[typed[1]]) return { kind: HUBSPOT_TYPES[typed[1]], id: typed[2] };
  const worded = /\/contacts\/\d+\/(contact|company|deal|task)\/(\d+)/.exec(address);
  return worded ? { kind: HUBSPOT_WORDS[worded[1]], id: worded[2] } : null;
}

function salesforceRecord(address) {
  const typed = /\/lightning\/r\/(\w+)\/([a-zA-Z0-9]{15,18})(?:\/|$)/.exec(address);
  if (typed && SALESFORCE_TYPES[typed[1]]) return { kind: SALESFORCE_TYPES[typed[1]], id: typed[2] };
  const bare = /(?:\/lightning\/r)?\/([a-zA-Z0-9]{15,18})(?:\/view)?\/?$/.exec(address);
  const kind = bare && SALESFORCE_PREFIXES[bare[1].slice(0, 3)];
  return kind ? { kind, id: bare[1] } : null;
}

/** Listens for clicks on links anywhere on the page; `open({kind, id})` shows the record. `config` is /page/config. */
export function followLinks(config, open) {
  document.addEventListener("click", (event) => {
    const anchor = event.target.closest("a[href]");
    if (anchor?.href.startsWith(`${config.public_url}/`)) {
      event.preventDefault();
      window.open(anchor.href.slice(config.public_url.length), "_blank", "noopener");
      return;
    }
    const record = anchor && recordOf(anchor.href, config.crm);
    if (!record) return;
    event.preventDefault();
    open(record);
  });
}
