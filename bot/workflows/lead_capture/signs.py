"""Words that tell somebody who wants to buy from somebody who wants to sell to us, in the languages we answer in.

Each sign is a regular expression over one sentence in lower case. Gaps are short and counted, so that no text keeps
them busy.
"""

import re
from dataclasses import dataclass

_GAP = r"[^.?!\n]{0,50}?"

# What a buyer says: a need of their own, or a question about what we sell.
BUYER: dict[str, str] = {
    "en_looking_for": (
        r"\b(?:looking|searching|in the market) for (?:an? |some |new |better )*"
        r"(?:\w+ ){0,3}?(?:tool|solution|platform|software|system|vendor|supplier|provider|product|crm|replacement)"
    ),
    "en_interested": (
        r"\binterest(?:ed)? in (?:(?:buying|purchasing|trying|seeing|learning more about|getting) )?"
        r"(?:your|the|an?|dealhand)\b"
    ),
    "en_demo": rf"\b(?:request|book|schedule|arrange|like|want|see|have|get|give)\b{_GAP}\b(?:demo|demonstration|trial|walk-?through)\b",
    "en_price": (
        r"\b(?:how much (?:does|would|is|do)|what (?:does|would|is|are)[^.?!\n]{0,40}?(?:cost|price|pricing)|"
        r"(?:your|the|send|share|need|get|have)[^.?!\n]{0,20}?(?:price list|pricing|prices|quote|quotation))\b"
    ),
    "en_need": (
        r"\bwe(?:'re| are|'d| would)? (?:(?:currently|urgently|also|still) )?"
        r"(?:need (?:an?|some|your|to replace|to find)|evaluat\w+|comparing|consider\w*|shortlist\w*|"
        r"(?:want|like|plan|hope)\w* to (?:buy|purchase|replace|switch|order|try|evaluate|use your))\b"
    ),
    "en_show": r"\b(?:could|can|would) (?:you|someone|one of you)(?: please| kindly)? (?:show|walk) (?:us|me)\b",
    "en_budget": r"\bour budget\b|\bbudget of\b",
    "en_tender": r"\b(?:rfp|rfi|rfq|request for (?:proposal|quotation|information|quote))\b",
    "en_seats": r"\b\d{1,5} (?:seats|licen[cs]es|users)\b",
    "de_looking_for": (
        r"\b(?:suchen|sucht|suche)\b(?: wir| ich| derzeit| aktuell| gerade| nach| für \w+ \w+){0,4} "
        r"(?:eine[nrm]?|ein|neue|passende)\b"
    ),
    "de_interested": r"\binteress(?:e an|ieren? (?:uns|mich|wir uns)|iert an)\b",
    "de_need": r"\bwir (?:\w+ ){0,2}?(?:benötigen|brauchen|evaluieren|vergleichen|prüfen|wollen|möchten)\b"
    rf"{_GAP}\b(?:lösung|software|tool|werkzeug|system|anbieter|plattform|lizenz\w*|crm|demo|vorführung|angebot)",
    "de_ask": (
        r"\b(?:könnten|können|würden) sie\b[^.?!\n]{0,60}?"
        r"\b(?:demo|vorführ\w*|angebot|preis\w*|kosten|testzugang|zeigen|lizenz\w*)\b"
    ),
    "de_price": r"\bwas (?:kostet|kosten|würde)\b|\b(?:bitte|gern\w*|hätten)\b[^.?!\n]{0,40}?\b(?:angebot|preisliste|demo)\b",
    "de_budget": r"\bunser budget\b|\bbudget von\b|\bausschreibung\b",
    "fr_looking_for": r"\b(?:nous|je) (?:\w+ ){0,2}?(?:cherch\w+|recherch\w+|évalu\w+|compar\w+|envisag\w+)\b",
    "fr_need": r"\b(?:nous avons|j'ai|avons) besoin d",
    "fr_interested": r"\bintéress\w* par (?:votre|vos|la|une|un)\b",
    "fr_ask": (
        r"\b(?:pourri\w+|pouvez|souhait\w+|aimeri\w+|voudri\w+|merci de)\b[^.?!\n]{0,60}?"
        r"\b(?:devis|démo\w*|tarifs?|prix|essai|licences?|présenter|montrer)\b"
    ),
    "fr_price": r"\bcombien (?:coûte|coûtent|ça coûte)\b|\bquel est le (?:prix|tarif|coût)\b|\bappel d'offres\b|\bnotre budget\b",
    "es_looking_for": r"\b(?:estamos |estoy )?(?:buscando|buscamos|busco|evaluando|evaluamos|comparando)\b",
    "es_need": r"\bnecesit(?:amos|o)\b[^.?!\n]{0,50}?\b(?:soluci[oó]n|herramienta|software|sistema|plataforma|proveedor|crm|licencias?)",
    "es_interested": r"\b(?:interesad[oa]s? en|nos interesa|me interesa)\b",
    "es_ask": (
        r"\b(?:podr[ií]a\w*|pueden?|nos gustar[ií]a|me gustar[ií]a|quisi\w+|solicit\w+)\b[^.?!\n]{0,60}?"
        r"\b(?:presupuesto|demo\w*|precios?|tarifas?|cotizaci[oó]n|prueba|licencias?|mostrar\w*|enseñar\w*)"
    ),
    "es_price": r"\bcu[aá]nto (?:cuesta|costar[ií]a|vale)\b|\bnuestro presupuesto\b|\blicitaci[oó]n\b",
}

# What a seller, an applicant or an accounts department says to us; nothing of it is a deal of ours.
SELLER: dict[str, str] = {
    "en_we_offer": (
        r"\b(?:we|our (?:team|company|agency|firm)|i) (?:\w+ ){0,2}?"
        r"(?:offer|provide|deliver|speciali[sz]e|help (?:companies|businesses|teams|firms|brands|organi[sz]ations|saas|b2b|\w+ like))"
    ),
    "en_our_services": r"\bour (?:\w+ ){0,2}?(?:services|agency|developers|engineers|clients|offering|portfolio|case stud\w+)\b",
    "en_your_growth": (
        r"\b(?:boost|increase|grow|double|improve|scale|skyrocket|maximi[sz]e) (?:your|the) "
        r"(?:\w+ ){0,2}?(?:sales|traffic|revenue|ranking|leads|business|visibility|pipeline|conversion\w*)"
    ),
    "en_seo": r"\b(?:seo|backlinks?|link building|guest post\w*|first page of google|lead[- ]gen\w*|outsourc\w+|offshore)\b",
    "en_came_across": r"\b(?:came across|noticed|was (?:browsing|looking at)|visited|checked out) your (?:web ?site|site|company|profile|page)",
    "en_show_you": r"\b(?:show|tell|walk) you (?:how|what) (?:we|our|i)\b|\bintroduce (?:our|my|you to)\b|\bi represent\b",
    "en_partner": r"\b(?:partnership|collaboration|investment|sponsorship|franchise|reseller|affiliate) (?:opportunit\w+|proposal|program\w*|with you)",
    "en_apply": r"\b(?:my (?:resume|résumé|cv)|cover letter|apply(?:ing)? for|application for|job opening|internship|vacancy)\b",
    "en_bill": r"\b(?:invoice|remittance|overdue|purchase order|payment (?:advice|reminder|due))\b",
    "en_press": r"\b(?:press release|journalist|podcast|speaker|conference pass|webinar|survey|newsletter)\b",
    "de_we_offer": r"\bwir (?:\w+ ){0,2}?(?:bieten|liefern|unterstützen (?:unternehmen|firmen)|helfen (?:unternehmen|firmen))\b",
    "de_ours": r"\bunsere?[rn]? (?:\w+ ){0,2}?(?:dienstleistung\w*|agentur|leistungen|kunden|entwickler|lösung(?:en)?)\b",
    "de_growth": r"\b(?:neukunden\w*|mehr (?:kunden|umsatz|leads|reichweite)|suchmaschinenoptimierung|sichtbarkeit)\b",
    "de_noticed": r"\b(?:auf (?:ihre|ihrer) (?:web ?seite|homepage|internetseite)|bin auf (?:sie|ihr \w+) gestoßen)\b",
    "de_offer_you": r"\b(?:ihnen|sie) (?:\w+ ){0,3}?(?:vorstellen|unterbreiten|anbieten|überzeugen)\b|\bkooperation\w*\b",
    "de_apply": r"\b(?:bewerbung|bewerbe|lebenslauf|praktikum|stellenanzeige|rechnung|mahnung|zahlungserinnerung|pressemitteilung)\b",
    "fr_we_offer": r"\b(?:nous (?:\w+ ){0,2}?(?:propos\w+|offr\w+|fourniss\w+|accompagn\w+)|notre (?:agence|offre|solution|société)|nos (?:services|clients|solutions))\b",
    "fr_growth": r"\b(?:référencement|augmenter (?:votre|vos)|développer votre|générer des (?:leads|prospects)|visibilité|partenariat|votre site)\b",
    "fr_apply": r"\b(?:candidature|mon cv|lettre de motivation|stage|facture|relance|communiqué de presse)\b",
    "es_we_offer": r"\b(?:ofrec\w+|proporcionamos|ayudamos a (?:empresas|negocios)|nuestr[oa]s? (?:\w+ ){0,1}?(?:servicios?|agencia|clientes|soluci[oó]n\w*))\b",
    "es_growth": r"\b(?:posicionamiento|aumentar (?:sus|tus|las) (?:ventas|visitas)|captaci[oó]n de clientes|su (?:sitio|p[aá]gina) web|colaboraci[oó]n comercial)\b",
    "es_apply": r"\b(?:candidatura|curr[ií]culum|mi cv|pr[aá]cticas|factura|pago pendiente|nota de prensa)\b",
}

_END = re.compile(r"[.!?](?=\s)|\n\s*\n")
_BUYER = tuple((name, re.compile(pattern)) for name, pattern in BUYER.items())
_SELLER = tuple((name, re.compile(pattern)) for name, pattern in SELLER.items())


@dataclass(frozen=True)
class Sign:
    """A sign by its name, and the sentence it stands in, verbatim."""

    name: str
    sentence: str


def buyer_signs(text: str) -> tuple[Sign, ...]:
    """The signs that the writer wants something of ours."""
    return _found(_BUYER, text)


def seller_signs(text: str) -> tuple[Sign, ...]:
    """The signs that the writer offers, applies or bills."""
    return _found(_SELLER, text)


def _found(signs: tuple[tuple[str, re.Pattern[str]], ...], text: str) -> tuple[Sign, ...]:
    plain = text.replace("’", "'")
    folded = plain.lower()
    if len(folded) != len(plain):  # a letter whose lower case is longer would move every place behind it
        plain = folded
    hits = ((name, pattern.search(folded)) for name, pattern in signs)
    return tuple(Sign(name, _sentence(plain, hit.start(), hit.end())) for name, hit in hits if hit)


def _sentence(text: str, start: int, end: int) -> str:
    """What stands between the ends of sentences, or empty lines, around a place."""
    before = [match.end() for match in _END.finditer(text, 0, start)]
    after = _END.search(text, end)
    return " ".join(text[before[-1] if before else 0 : after.start() + 1 if after else len(text)].split())
