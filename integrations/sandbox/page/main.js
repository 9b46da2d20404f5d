// Starts the page: who looks, which CRM, and one stream of changes that refreshes what is shown.

import { gathered, get, listen } from "./api.js";
import { Crm } from "./crm.js";
import { followLinks } from "./links.js";
import { Mail } from "./mail.js";
import { Side } from "./side.js";
import { Slack } from "./slack.js";
import { Stage } from "./stage.js";
import { recount } from "./time.js";

const [config, people] = await Promise.all([get("/page/config"), get("/page/slack/people")]);
let slack = null;

const stage = new Stage(document.querySelector(".stage"), () => ({ person: slack?.person ?? people[0], record: crm?.open ?? null }));
const crm = new Crm(document.querySelector(".crm"), config, () => slack.person);
const side = new Side(document.querySelector(".side"), config);
const mail = config.mail && new Mail(document.querySelector(".mail"), {
  onUnseen: (count) => side.count(count),
  toast: (words, bad) => stage.toast(words, bad),
  publicUrl: config.public_url,
});
slack = new Slack(document.querySelector(".slack"), people, (person) => {
  localStorage.setItem("person", person.key);
  stage.loadClock();
});

const refreshStage = gathered(async () => {
  const day = document.querySelector('[data-part="world-time"]').textContent;
  await Promise.all([stage.loadClock(), stage.loadStatus(), get("/page/config").then((now) => stage.show(now))]);
  if (day.slice(0, 14) !== document.querySelector('[data-part="world-time"]').textContent.slice(0, 14)) slack.redraw();
}, 120);

followLinks(config, (record) => {
  side.show("crm");
  crm.show(record.kind, record.id);
});
stage.show(config);
await stage.loadClock();
await slack.become(people.find((person) => person.key === localStorage.getItem("person")) ?? people[0]);
await crm.showKey("deal", "o1");
if (mail) await mail.load();
listen((topic) => {
  refreshStage();
  if (topic === "slack" || topic === "all") slack.refresh();
  if (topic === "crm" || topic === "all") crm.refresh();
  if (mail && (topic === "mail" || topic === "all")) mail.refresh();
});
setInterval(async () => {
  if (!recount()) return; // the clock is asked each second only while something on the page counts down
  await stage.loadClock();
  recount();
}, 1000);
document.documentElement.dataset.ready = "yes";
