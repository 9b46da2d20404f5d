"""What a seller, an applicant or an accounts department says to us; nothing of it is a deal of ours.

Patterns over a text in lower case; gaps are short and counted, so that no text keeps them busy.
"""

SELLER: dict[str, str] = {
    "en_we_offer": (
        r"\b(?:we|our (?:team|company|agency|firm)|i) (?:\w+ ){0,2}?(?:offer|provide|deliver|speciali[sz]e|"
        r"help (?:companies|businesses|teams|firms|brands|organi[sz]ations|saas|b2b|\w+ like))"
    ),
    "en_our_services": (
        r"\bour (?:\w+ ){0,2}?(?:services|agency|developers|engineers|clients|offering|portfolio|case "
        r"stud\w+)\b"
    ),
    "en_your_growth": (
        r"\b(?:boost|increase|grow|double|improve|scale|skyrocket|maximi[sz]e) (?:your|the) (?:\w+ "
        r"){0,2}?(?:sales|traffic|revenue|ranking|leads|business|visibility|pipeline|conversion\w*)"
    ),
    "en_seo": (
        r"\b(?:seo|backlinks?|link building|guest post\w*|first page of google|lead[- ]gen\w*|outsourc\w+|"
        r"offshore)\b"
    ),
    "en_came_across": (
        r"\b(?:came across|noticed|was (?:browsing|looking at)|visited|checked out) your (?:web ?site|site|"
        r"company|profile|page)"
    ),
    "en_show_you": (
        r"\b(?:show|tell|walk) you (?:how|what) (?:we|our|i)\b|\bintroduce (?:our|my|you to)\b|\bi "
        r"represent\b"
    ),
    "en_partner": (
        r"\b(?:partnership|collaboration|investment|sponsorship|franchise|reseller|affiliate) "
        r"(?:opportunit\w+|proposal|program\w*|with you)"
    ),
    "en_apply": (
        r"\b(?:my (?:resume|résumé|cv)|cover letter|apply(?:ing)? for|application for|job opening|"
        r"internship|vacancy)\b"
    ),
    "en_bill": r"\b(?:invoice|remittance|overdue|purchase order|payment (?:advice|reminder|due))\b",
    "en_press": (
        r"\b(?:press release|journalist|podcast|speaker|conference pass|webinar|survey|newsletter)\b"
    ),
    "de_we_offer": (
        r"\bwir (?:\w+ ){0,2}?(?:bieten|liefern|unterstützen (?:unternehmen|firmen)|helfen (?:unternehmen|"
        r"firmen))\b"
    ),
    "de_ours": (
        r"\bunsere?[rn]? (?:\w+ ){0,2}?(?:dienstleistung\w*|agentur|leistungen|kunden|entwickler|"
        r"lösung(?:en)?)\b"
    ),
    "de_growth": (
        r"\b(?:neukunden\w*|mehr (?:kunden|umsatz|leads|reichweite)|suchmaschinenoptimierung|sichtbarkeit)\b"
    ),
    "de_noticed": (
        r"\b(?:auf (?:ihre|ihrer) (?:web ?seite|homepage|internetseite)|bin auf (?:sie|ihr \w+) gestoßen)\b"
    ),
    "de_offer_you": (
        r"\b(?:ihnen|sie) (?:\w+ ){0,3}?(?:vorstellen|unterbreiten|anbieten|überzeugen)\b|\bkooperation\w*\b"
    ),
    "de_apply": (
        r"\b(?:bewerbung|bewerbe|lebenslauf|praktikum|stellenanzeige|rechnung|mahnung|zahlungserinnerung|"
        r"pressemitteilung)\b"
    ),
    "fr_we_offer": (
        r"\b(?:nous (?:\w+ ){0,2}?(?:propos\w+|offr\w+|fourniss\w+|accompagn\w+)|notre (?:agence|offre|"
        r"solution|société)|nos (?:services|clients|solutions))\b"
    ),
    "fr_growth": (
        r"\b(?:référencement|augmenter (?:votre|vos)|développer votre|générer des (?:leads|prospects)|"
        r"visibilité|partenariat|votre site)\b"
    ),
    "fr_apply": (
        r"\b(?:candidature|mon cv|lettre de motivation|stage|facture|relance|communiqué de presse)\b"
    ),
    "es_we_offer": (
        r"\b(?:ofrec\w+|proporcionamos|ayudamos a (?:empresas|negocios)|nuestr[oa]s? (?:\w+ "
        r"){0,1}?(?:servicios?|agencia|clientes|soluci[oó]n\w*))\b"
    ),
    "es_growth": (
        r"\b(?:posicionamiento|aumentar (?:sus|tus|las) (?:ventas|visitas)|captaci[oó]n de clientes|su "
        r"(?:sitio|p[aá]gina) web|colaboraci[oó]n comercial)\b"
    ),
    "es_apply": (
        r"\b(?:candidatura|curr[ií]culum|mi cv|pr[aá]cticas|factura|pago pendiente|nota de prensa)\b"
    ),
}
