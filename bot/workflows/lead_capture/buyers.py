"""What a buyer says: a need of their own, or a question about what we sell.

Patterns over a text in lower case; gaps are short and counted, so that no text keeps them busy.
"""

BUYER: dict[str, str] = {
    "en_looking_for": (
        r"\b(?:looking|searching|in the market) for (?:an? |some |new |better )*(?:\w+ ){0,3}?(?:tool|"
        r"solution|platform|software|system|vendor|supplier|provider|product|crm|replacement)"
    ),
    "en_interested": (
        r"\binterest(?:ed)? in (?:(?:buying|purchasing|trying|seeing|learning more about|getting) (?:the |"
        r"an? )?)?(?:your|dealhand)\b"
    ),
    "en_demo": (
        r"\b(?:request|book|schedule|arrange|like|want|see|have|get|give)\b[^.?!\n]{0,50}?\b(?:demo|"
        r"demonstration|trial|walk-?through)\b"
    ),
    "en_price": (
        r"\b(?:how much (?:does|would|is|do)|what (?:does|would|is|are)[^.?!\n]{0,40}?(?:cost|price|"
        r"pricing)|(?:your|the|send|share|need|get|have)[^.?!\n]{0,20}?(?:price list|pricing|prices|quote|"
        r"quotation))\b"
    ),
    "en_need": (
        r"\bwe(?:'re| are|'d| would)? (?:(?:currently|urgently|also|still) )?(?:need (?:an?|some|your|to "
        r"replace|to find)|evaluat\w+|comparing|consider\w*|shortlist\w*|(?:want|like|plan|hope)\w* to "
        r"(?:buy|purchase|replace|switch|order|try|evaluate|use your))\b"
    ),
    "en_show": (
        r"\b(?:could|can|would) (?:you|someone|one of you)(?: please| kindly)? (?:show|walk) (?:us|me)\b"
    ),
    "en_budget": r"\bour budget\b|\bbudget of\b",
    "en_tender": r"\b(?:rfp|rfi|rfq|request for (?:proposal|quotation|information|quote))\b",
    "en_seats": r"\b\d{1,5} (?:seats|licen[cs]es|users)\b",
    "de_looking_for": (
        r"\b(?:suchen|sucht|suche)\b(?: wir| ich| derzeit| aktuell| gerade| nach| für \w+ \w+){0,4} "
        r"(?:eine[nrm]?|ein|neue|passende)\b"
    ),
    "de_interested": r"\binteress(?:e an|ieren? (?:uns|mich|wir uns)|iert an)\b",
    "de_need": (
        r"\bwir (?:\w+ ){0,2}?(?:benötigen|brauchen|evaluieren|vergleichen|prüfen|wollen|"
        r"möchten)\b[^.?!\n]{0,50}?\b(?:lösung|software|tool|werkzeug|system|anbieter|plattform|lizenz\w*|"
        r"crm|demo|vorführung|angebot)"
    ),
    "de_ask": (
        r"\b(?:könnten|können|würden) sie\b[^.?!\n]{0,60}?\b(?:demo|vorführ\w*|angebot|preis\w*|kosten|"
        r"testzugang|zeigen|lizenz\w*)\b"
    ),
    "de_price": (
        r"\bwas (?:kostet|kosten|würde)\b|\b(?:bitte|gern\w*|hätten)\b[^.?!\n]{0,40}?\b(?:angebot|"
        r"preisliste|demo)\b"
    ),
    "de_budget": r"\bunser budget\b|\bbudget von\b|\bausschreibung\b",
    "fr_looking_for": (
        r"\b(?:nous|je) (?:\w+ ){0,2}?(?:cherch\w+|recherch\w+|évalu\w+|compar\w+|envisag\w+)\b"
    ),
    "fr_need": r"\b(?:nous avons|j'ai|avons) besoin d",
    "fr_interested": r"\bintéress\w* par (?:votre|vos|la|une|un)\b",
    "fr_ask": (
        r"\b(?:pourri\w+|pouvez|souhait\w+|aimeri\w+|voudri\w+|merci de)\b[^.?!\n]{0,60}?\b(?:devis|démo\w*|"
        r"tarifs?|prix|essai|licences?|présenter|montrer)\b"
    ),
    "fr_price": (
        r"\bcombien (?:coûte|coûtent|ça coûte)\b|\bquel est le (?:prix|tarif|coût)\b|\bappel d'offres\b|"
        r"\bnotre budget\b"
    ),
    "es_looking_for": r"\b(?:estamos |estoy )?(?:buscando|buscamos|busco|evaluando|evaluamos|comparando)\b",
    "es_need": (
        r"\bnecesit(?:amos|o)\b[^.?!\n]{0,50}?\b(?:soluci[oó]n|herramienta|software|sistema|plataforma|"
        r"proveedor|crm|licencias?)"
    ),
    "es_interested": r"\b(?:interesad[oa]s? en|nos interesa|me interesa)\b",
    "es_ask": (
        r"\b(?:podr[ií]a\w*|pueden?|nos gustar[ií]a|me gustar[ií]a|quisi\w+|"
        r"solicit\w+)\b[^.?!\n]{0,60}?\b(?:presupuesto|demo\w*|precios?|tarifas?|cotizaci[oó]n|prueba|"
        r"licencias?|mostrar\w*|enseñar\w*)"
    ),
    "es_price": r"\bcu[aá]nto (?:cuesta|costar[ií]a|vale)\b|\bnuestro presupuesto\b|\blicitaci[oó]n\b",
}
