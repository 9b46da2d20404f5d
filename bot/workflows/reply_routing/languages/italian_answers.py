# ruff: noqa: E501 - one grammatical pattern a line
"""Italian for no, for later, for somebody else, for yes, for absences, and for anger."""

from bot.workflows.reply_routing.languages.italian_words import DEAL, LAWYER, MONTH, PEN
from bot.workflows.reply_routing.rule import any_of

_NO = r"(?<!\w)(?:non|mai|niente|nulla|nessun\w*|senza|impossibile|smett\w*|basta|purtroppo|neanche|nemmeno)¤"
_SEASON = any_of(
    r"estate | autunno | inverno | primavera | ferie | vacanze | natale | nuovo anno | anno nuovo | anno prossimo | prossimo anno | fine anno | chiusura | bilancio | pasqua | audit | migrazione | fusione | fiera | budget"
)
_WHEN = (
    rf"(?:(?:(?:a|ad|in|nel|nella|dopo|dopo il|dopo la|dopo l'|prima di|prima del|entro|da|dal|verso|per|a partire da|inizio|meta|fine|il|l'|a fine|di|del|della|tra|fra)¤ ?(?:<1>)?){{0,3}}(?:{MONTH}|{_SEASON}|q[1-4]¤|t[1-4]¤|20\d\d|(?:prossimo|primo|secondo|terzo|quarto|ultimo) (?:trimestre|semestre|mese|anno|quadrimestre)|(?:trimestre|semestre|mese|anno) (?:prossimo|venturo|che viene))"
    r"|(?:tra|fra|in|entro) (?:<1>)?(?:un|uno|una|due|tre|quattro|sei|\d+|qualche|alcuni|alcune|un paio di) (?:mes[ei]|settiman[ae]|ann[oi]|trimestr[ei]|giorni)|piu (?:avanti|tardi|in la)|in (?:futuro|un altro momento|un secondo momento)|(?:un )?altro momento|un'altra volta|prossimamente)"
)
_AGAIN = r"(?:ricontatt\w*|contatt\w*|riscriv\w*|scriv\w*|richiam\w*|chiam\w*|sent(?:iamoci|irci|ir\w*)|risent\w*|riparl\w*|parl\w*|torn\w*|ripren\w*|riaggiorn\w*|aggiorniamoci|ved\w*|rived\w*|ricord\w*|riprov\w*|rivaluta\w*|valut\w*|farsi sentire|fatevi|si faccia|riproponga|ripropo\w*|rimand\w*)"
_NOW = any_of(
    r"per (?:ora|il momento|adesso) | al momento | in questo momento | adesso | ora | attualmente | quest'anno | questo (?:trimestre|semestre|mese) | oggi | ancora | in questa fase | momentaneamente"
)
_OBJECTIONS = (
    PEN.no(
        "no_interest",
        r"(?:non|nessun\w*|senza|mai|niente|neanche) (?:<3>)?(?:interess\w*|serve|servono|bisogno|necessit\w*|rilevante|pertinente|adatt\w*|fa per noi|convint\w*|util\w*|proseguire|procedere|andare avanti|priorita|rientra|previst\w*|fa al caso|cerc\w*|conviene|necessari\w*)¤|(?:interess|serv)\w* niente",
        0.9,
        unless=r"non solo|senza (?:bisogno|necessita) di|\?|non (?:serve|c'e bisogno) (?:<2>)(?:carta|registr|risponder)|non e necessario",
    ),
    PEN.no(
        "no_thanks",
        r"(?:no|no,? grazie(?: mille)?|grazie,? (?:ma )?no(?: grazie)?|non fa per noi|passo|non ci serve)(?: (?:grazie|saluti|buona giornata))*",
        0.85,
        scope="sentence",
    ),
    PEN.no("no_thanks_start", r"no,? grazie", 0.8),
    PEN.no(
        "price",
        r"(?:troppo|molto|decisamente|un po' troppo) (?:car[oaie]|costos[oaie]|alt[oaie]|elevat[oaie])|(?:non|senza|nessun|manca|mancanza di) (?:<3>)?(?:budget|fondi|soldi|risorse economiche)¤|fuori (?:<2>)?budget|supera (?:<2>)?budget|oltre (?:<2>)budget",
        0.8,
        unless=r"budget (?:<3>)?(?:bloccat|congelat|chius|esaurit|gia allocat)",
    ),
    PEN.no(
        "have_one",
        r"(?:restiamo|rimaniamo|continuiamo|proseguiamo|restare|rimanere) con (?:<2>)?(?:attual\w*|nostr\w*|fornitor\w*)|(?:gia|attualmente) (?:<4>)?(?:fornitor\w*|soluzion\w*|strument\w*|partner|sistem[ai]|software|altr[oaie]|qualcuno|agenzia|copert\w*|piattaforma|concorrent\w*|prodott\w*|intern\w*|utilizz\w*|usiamo|uso|lavoriamo|collaboriamo|salesforce|hubspot|client[ei] di|soddisfatt\w*)|(?:utilizz|us|lavor|collabor)\w* gia|(?:internamente|in-?house|soluzione interna|sviluppo interno|sviluppato internamente)|(?:soddisfatt\w*|content\w*) (?:di|del|della|con|cosi)",
        0.8,
        unless=r"(?:soddisfatt|content)\w* (?:di|del|della) (?:demo|prova|pilota)|gia (?:<2>)(?:vostri? client|fissat|parlato)|errore|non funziona",
    ),
    PEN.no(
        "decided",
        r"(?:abbiamo|ho|deciso|optato|scelto|scelta) (?:<4>)?(?:altr[oaie]|concorren\w*|di non (?:procedere|proseguire|andare)|alternativ\w*|divers[oa])|declin\w*|rifiut\w*|scart\w*|non (?:<2>)?(?:intendiamo|intendo|andremo|procederemo|proseguiremo|vogliamo) (?:<1>)?(?:procedere|proseguire|avanti|continuare|cambiare|acquistare|investire)?|non (?:<1>)?(?:e|sarebbe) (?:<2>)?(?:quello che|per noi|per me|il nostro|una priorita|prioritari\w*|adatt\w*)|non (?:<1>)?(?:vediamo|vedo) (?:<2>)?(?:valore|utilita|vantaggio|beneficio)",
        0.8,
        unless=r"(?:momento|adesso|ora)|riunione|ricevere|contatt",
    ),
)
_LATER = (
    PEN.later(
        "now_not",
        rf"(?:non|impossibile|difficile|complicato|male|niente|nessun\w*|no) (?:<5>)?{_NOW}|{_NOW} (?:<6>)?(?:non|no|impossibile|difficile|impegnat\w*|pres[ie]|sovraccaric\w*|bloccat\w*|concentrat\w*|altre|altri|troppo|sommers\w*)¤",
        0.75,
        unless=r"interess|serve|bisogno|ufficio|ferie|caro|ancora non (?:<1>)?(?:ho|abbiamo|funziona|risponde)|non (?:<2>)?ancora (?:<1>)?(?:ricevut|arrivat)|nessuno|d'ora|di ora|fino ad ora|non ho ancora|piu adesso",
    ),
    PEN.later(
        "bad_time",
        r"(?:non|mal) (?:<3>)?(?:momento giusto|buon momento|il momento|tempo|priorita|disponibilita|capacita|risorse)¤|brutto momento|momento sbagliato|(?:troppo) presto|prematur\w*|budget (?:<3>)?(?:bloccat\w*|congelat\w*|chius\w*|esaurit\w*|allocat\w*)|(?:in pausa|congelat\w*|rimand\w*|posticip\w*|rinvi\w*)|in pien[oa]|(?:troppo|molto) (?:impegnat\w*|pres[ie])|siamo in (?:<1>)?(?:fase|audit|chiusura|migrazione|fusione|trasloco)|presi (?:dal|dalla|con|da)",
        0.8,
        unless=r"(?:rimand|posticip|rinvi)\w* (?:<3>)(?:riunione|call|appuntamento|meeting)|riunione|perder\w* (?:<2>)tempo|interess",
    ),
    PEN.later(
        "come_back_then",
        rf"{_AGAIN} (?:<7>)?{_WHEN}|{_WHEN} (?:<7>)?{_AGAIN}",
        0.85,
        unless=r"ferie (?:e|fino|dal)|ufficio|rientr|assente|avvocat|denunc|(?:torno|tornero|risponder\w*) (?:<3>)?(?:il|al|in|prima)|abbiamo ricevuto|fattura|ticket",
    ),
    PEN.later(
        "perhaps_later",
        rf"(?:forse|magari|puo darsi|eventualmente|meglio|probabilmente|ma|semmai|se mai) (?:<3>)?{_WHEN}|non (?:<5>)?(?:prima (?:di|del|della|dell')|fino a|fino al) ?(?:<2>)?(?:{MONTH}|{_SEASON}|\d|q[1-4]|fine|prossim\w*|20\d\d)",
        0.8,
        unless=r"al piu tardi|ufficio|ferie|assente",
    ),
)
_ELSEWHERE = (
    PEN.elsewhere(
        "not_the_one",
        r"(?:non) (?:<2>)?(?:sono|e|sarei|siamo) (?:<2>)?(?:la persona|il (?:referente|responsabile|contatto|destinatario|decisore)|la referente|la responsabile|io|(?:di )?(?:mia|mio|nostra) (?:<1>)?(?:competenza|area|reparto|ambito|compito|pertinenza)|responsabile|chi)|non (?:<2>)?(?:me ne occupo|mi occupo|seguo|gestisco|decido|tratto|compete|rientra nelle mie)|(?:persona|reparto|contatto|ufficio|indirizzo) (?:sbagliat\w*|errat\w*)|(?:sbagliato|errato) (?:persona|contatto|ufficio|reparto)",
        0.85,
    ),
    PEN.elsewhere(
        "is_in_charge",
        r"(?:e|sarebbe|sara) (?:<3>)?(?:la persona (?:<1>)?(?:giusta|indicata|responsabile|che)|il (?:referente|responsabile)|la (?:referente|responsabile)|chi (?:<2>)?(?:si occupa|gestisce|segue|decide)|responsabile|competente)|(?:se ne occupa|si occupa (?:<1>)?(?:di |lui|lei)|gestisce (?:<1>)?(?:quest|tutto|gli acquisti)|segue (?:<1>)?(?:quest|il tema|la cosa)|ne e responsabile)|(?:il mio|la mia|un mio|mio|mia) (?:<1>)?(?:collega|capo|responsabile|successore|sostitut\w*|direttor\w*|direttrice)",
        0.75,
        unless=r"chi (?:e|si occupa|segue)[^.\n]*\?|(?:metto|aggiungo|coinvolgo|includo|invito) (?:<3>)(?:mio|mia)|ferie|urgen|assente|(?:al|con il) mio (?:<1>)(?:capo|responsabile)|se ne occupa gia",
    ),
    PEN.elsewhere(
        "turn_to",
        r"(?:rivolg\w*|contatt(?:i|a|are|ate|ino)|parl(?:i|a|are|ate|arne)|scriv(?:a|i|ere|ete)|sent(?:a|i|ire|ite)|chied(?:a|i|ere|ete)|chiam(?:i|a|are|ate)|prov(?:i|a|are)|interpell\w*|mettersi in contatto) (?:<1>)?(?:meglio |direttamente |piuttosto |a |al |alla |all'|con |il |la |l'|lo |con l'|con il |per |ai |agli )+ ?(?:<1>)?(?:mi[oa]¤|nostr[oa]|ufficio|acquisti|sig\.?\w*|dott\.?\w*|reparto|responsabile|collega|direzione|[\w.]+@|[a-z]+ (?:di|del|della|degli|dell|in|che|agli)|[a-z]+¤)|per (?:queste|questo|questi) (?:<2>)?(?:scriv|rivolg|contatt|parl)\w*",
        0.7,
        unless=r"avvocat|denunc|garante|(?:devo|dobbiamo|vorrei|possiamo|posso|potremmo|voglio|vogliamo|ho bisogno di|fammi|mi faccia) (?:<1>)?(?:parl|sent|contatt|chied|scriv|chiam)|con (?:lei|voi|te|noi)|(?:parl|sent|chiam|scriv|contatt)\w* (?:<1>)?(?:a (?:gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre)|il (?:mese|prossimo|lunedi)|la (?:prossima|settimana)|alle|al (?:piu|telefono|mio numero)|all'inizio|per (?:telefono|favore|cortesia))|urgen",
    ),
    PEN.elsewhere(
        "passed_on",
        r"(?:inoltr\w*|gir(?:o|ato|ata|are|iamo)|pass(?:o|ato|ata)|trasmett\w*|trasmess\w*) (?:<6>)?(?:a|al|alla|all'|ai) ?(?:<1>)?(?:mi[oa]|nostr[oa]|collega|reparto|ufficio|responsabile|persona|chi di|direzione)",
        0.75,
        unless=r"avvocat|legale|polizia",
        note="referral",
    ),
    PEN.elsewhere(
        "left",
        r"non (?:<1>)?(?:lavor\w*|sono|faccio parte|opero|ricopro) (?:<1>)?(?:piu) (?:<2>)?(?:in|per|con|qui|parte|presso|da|alle|dipendente)?¤|non lavoro piu|(?:ho lasciato|sono uscit[oa] da\w*) (?:<1>)?(?:azienda|l'azienda|societa|la societa|incarico)|in pensione|cambiato (?:lavoro|azienda|ruolo|mansione)",
        0.85,
        unless=r"non sono piu (?:<1>)?(?:interess|in ufficio|disponibil|d'accordo|sicur|convint)|lavor\w* piu con",
        note="left",
    ),
)
_DAY = r"(?:lunedi|martedi|mercoledi|giovedi|venerdi|domani|oggi|dopodomani|prossima settimana|settimana prossima|questa settimana|alle \d{1,2}(?:[:.]\d\d)?|ore \d{1,2}(?:[:.]\d\d)?|\d{1,2}[:.]\d\d|\d{1,2}/\d{1,2}|pomeriggio|mattina|mattinata)¤"
_THING = any_of(
    r"informazioni | info | dettagli | prezz[oi] | listino | offerta | proposta | preventivo | presentazione | brochure | catalogo | link | invito | contratto | esempi | referenze | casi | demo\w* | materiale | documentazione | video | scheda | disponibilita | orari | agenda | quotazione | depliant"
)
_PITCH = r"(?:offriamo|siamo un'? ?(?:agenzia|azienda)|nostri servizi|le interesserebbe|sareste interessat|possiamo aiutar\w*|se (?:le|vi) interessa|se (?:mi|ci) interess|in caso di interesse)"
_POSITIVE = (
    PEN.yes(
        "sounds_good",
        r"(?:(?:suona|sembra|mi pare|pare|trovo|sarebbe|e|ottim\w*) (?:<2>)?(?:bene|interessante|perfetto|ottimo|eccellente|fantastico|promettente|utile|molto bene|una buona idea)|buona idea|ottima idea|proprio quello che|(?:con (?:molto )?piacere|volentieri)|d'accordo|va benissimo|ci sto|andiamo avanti|perche no|cade a fagiolo)",
        0.8,
        unless=rf"{_NO}|ma¤|{_PITCH}|robot|piu (?:avanti|tardi)|{_WHEN}",
    ),
    PEN.yes(
        "interest",
        r"(?:(?:mi|ci) (?:<1>)?(?:interess\w*|incuriosi\w*)|(?:sono|siamo|sarei|saremmo) (?:<2>)?(?:interessat\w*|curios\w*)|(?:abbiamo|ho|c'e) (?:<1>)?interesse|(?:vorrei|vorremmo|voglio|vogliamo|mi piacerebbe|ci piacerebbe|desidero|gradirei) (?:<2>)?(?:saperne|sapere|conoscere|vedere|provare|testare|fissare|capire|maggiori informazioni|piu (?:informazioni|dettagli)|procedere|acquistare|iniziare|una (?:demo|call|proposta)|un (?:preventivo|incontro)|approfondire|ricevere (?:<2>)?(?:offerta|preventivo|informazioni)))",
        0.85,
        unless=rf"{_NO}|{_PITCH}|piu (?:avanti|tardi)|da dove|cancell|rimuov|elimin|disiscri",
    ),
    PEN.yes(
        "day_works",
        rf"{_DAY} (?:<5>)?(?:mi|ci)? ?(?:va bene|andrebbe bene|posso|possiamo|e perfetto|sono liber\w*|siamo liber\w*|sono disponibil\w*|ok|ottimo|funziona|sarebbe perfetto|mi torna|perfetto|sarebbe l'ideale)¤|(?:che ne dice di|possiamo|posso|ci vediamo|disponibil\w*|liber\w*|chiam\w*|riunione|call|demo|sentirci|sentiamoci|vediamoci|fissare|fissiamo|incontr\w*|appuntamento|parlarne|facciamo) (?:<5>)?{_DAY}",
        0.85,
        unless=rf"{_NO}|ferie|ufficio|assente|cancell|annull|rimand|spost|{_PITCH}|rientr|torno|avvocat",
        note="meeting",
    ),
    PEN.yes(
        "lets_meet",
        r"(?:possiamo|potremmo|puo|potete|potrebbe|vogliamo|fiss\w*|organizz\w*|program\w*|pianific\w*|prenot\w*|propon\w*|fare|facciamo) (?:<4>)?(?:riunione|chiamata|demo\w*|call|sentirci|incontro|incontrarci|videochiamata|appuntamento|chiacchierata|confronto)¤|quando (?:<1>)?(?:possiamo|puo|potete|potremmo|avete|ha|iniziamo|siete|sarebbe)|(?:mi )?chiami(?:mi)?¤|chiamatemi|mi chiami|prossimi passi|che disponibilita|sentiamoci|fissiamo",
        0.8,
        unless=rf"{_NO}|{_PITCH}|piu (?:avanti|tardi)|{MONTH}|(?:semestre|trimestre|mese prossimo|anno prossimo|prossimo (?:anno|mese)|pasqua)|cancell(?!are la riunione)|quando (?:la )?smett|denunc",
        note="meeting",
    ),
    PEN.yes(
        "send_me",
        rf"(?:invi\w*|mand\w*|condivid\w*|fornir\w*|fornisc\w*|far\w* avere|gir\w*|dar\w*|ricevere|aver\w*|avete|prepar\w*) (?:<5>)?{_THING}|(?:mi|ci) (?:<1>)?(?:puo|potete|potrebbe|potreste) (?:<1>)?(?:inviare|mandare|dare) (?:<4>)?{_THING}",
        0.8,
        unless=rf"{_NO}|{_PITCH}|piu (?:avanti|tardi)|(?:le|vi|ti) (?:invio|mando|giro)|(?:ho|abbiamo) (?:<1>)(?:inviato|ricevuto|mandato)|fattura|miei dati|assistenza|smett|abbiamo ricevuto",
        note="information",
    ),
    PEN.yes(
        "price_question",
        r"(?:quanto (?:<3>)?(?:costa|costerebbe|viene|costano|sarebbe)|(?:qual|quali|che) (?:<3>)?(?:prezz[oi]|cost[oi]|tariff\w*|canone)|(?:prezzo|costo|canone) (?:<2>)?(?:per|a) (?:<1>)?(?:utent[ei]|licenza|mese|anno|\d+))",
        0.8,
        unless=rf"{_PITCH}|quante volte",
    ),
    PEN.yes(
        "product_question",
        r"(?:rispett\w*|dove|come|avete|offr\w*|integr\w*|support\w*|c'e|e compatibile|siete|esiste|funziona|sono|si integra|gestite|quali)¤ (?:<7>)?(?:\w+')?(?:gdpr|dati|ospitat\w*|api|sso|salesforce|hubspot|integr\w*|collega\w*|referenze|prova|vincol\w*|sicurezza|certificat\w*|iso|implementazion\w*|compatibil\w*|lingue|server|conform\w*)¤[^?\n]{0,90}\?",
        0.8,
        unless=rf"{_PITCH}|miei dati|mio indirizzo|mia mail|da dove|errore|password|ticket|non funziona|utente dalla",
    ),
    PEN.yes(
        "buying",
        rf"{LAWYER} (?:<5>)?(?:rived|revision|valid|guard|controll|approv|firm|comment|ha|sta|verific|legg|esamin|valut)\w* (?:<5>)?{DEAL}|(?:{LAWYER}|acquisti|direzione|finance|sicurezza) (?:<4>)?(?:approv\w*|via libera|ok|benestare)|budget (?:<2>)?(?:approvato|sbloccato|confermato)|(?:pronti a|vogliamo|vorremmo) (?:<1>)?(?:firmare|iniziare|partire|acquistare|comprare)|firmiamo",
        0.85,
        unless=rf"{_NO}|spam|denunc|illegal",
    ),
    PEN.yes(
        "yes_alone",
        r"(?:si|certo|certamente|volentieri|con piacere|perfetto|d'accordo|ok|okay|va bene|benissimo|assolutamente si|perche no|sicuramente|ottimo|si grazie|certo che si)(?: (?:grazie|volentieri|certo|perfetto|si|con piacere|va bene|andiamo|molto volentieri|grazie mille))*",
        0.8,
        scope="text",
    ),
    PEN.yes(
        "yes_first",
        r"(?:si|certo|volentieri|perfetto|d'accordo|con piacere|ok) (?:<9>)?(?:invi|mand|riunione|demo|settimana|chiam|fiss|interess|va bene|info|prezz|dispon|domani|lunedi|martedi|mercoledi|giovedi|venerdi|proposta|sent|preventiv)\w*[^\n]*",
        0.8,
        scope="sentence",
        unless=rf"{_NO}|piu (?:avanti|tardi)|prossimo (?:mese|anno|trimestre)|^si (?:prega|segnala)",
    ),
    PEN.yes(
        "hand_over",
        r"(?:togli|rimuov|elimin|lev|toglier)\w* (?:<4>)?(?:copia|cc|conversazione|thread|loop)¤[^\n]{0,60}(?:segue|prosegue|continua|subentra|prende|gestisce|si occupa|se ne occupa|porta avanti)",
        0.85,
        note="hand_over",
    ),
    PEN.yes(
        "brings_in",
        r"(?:metto in copia|aggiungo|coinvolgo|includo|inserisco|invito) (?:<3>)?(?:il |la )?(?:mio|mia|nostr[oa]) (?:<1>)?(?:capo|direttor\w*|responsabile|team|collega|cto|cfo|ceo|it)",
        0.8,
        unless=rf"{_NO}|avvocat",
        note="stakeholder",
    ),
)
_MACHINES = (
    PEN.machine(
        "away",
        r"(?:sono|saro|sara|siamo|saremo|attualmente|mi trovo) (?:<3>)?(?:in ferie|fuori (?:ufficio|sede)|assente|in viaggio|in malattia|in congedo|in maternita|in vacanza|in trasferta|non in ufficio)|fuori (?:dall'?)?ufficio|assente (?:dal|fino|per)|(?:uffici?o?|azienda|nostri uffici) (?:<2>)?(?:chius[aoi]|chiuder\w*)|congedo (?:di )?(?:maternita|parentale|paternita)",
        0.85,
        unless=r"dopo le (?:mie )?ferie|riunione|(?:lui|lei) e ",
    ),
    PEN.machine(
        "back",
        r"(?:rientro|rientrero|tornero|torno|saro di ritorno|saro nuovamente) (?:<2>)?(?:il|in|operativ\w*|disponibil\w*|lunedi|martedi|mercoledi|giovedi|venerdi|\d)|(?:al|dal) mio (?:rientro|ritorno)",
        0.75,
    ),
    PEN.machine(
        "no_access",
        r"(?:non|senza|accesso) (?:<2>)?(?:accesso|limitato|avro accesso|legger\w*|consult\w*) (?:<3>)?(?:alla |all'|alle |le |la )?(?:posta|e-?mails?|messaggi|mail)|accesso (?:<1>)?(?:limitato|saltuario)",
        0.8,
    ),
    PEN.machine(
        "urgent",
        r"(?:in caso di|per|questioni|cose) (?:<2>)?(?:urgenz\w*|urgent[ei])",
        0.75,
        unless=r"ticket|molto urgente",
    ),
    PEN.machine(
        "received",
        r"(?:abbiamo|ho|e stat[ao]) (?:<1>)?(?:ricevut[oa]|registrat[oa]|pres[oa] in carico) (?:<2>)?(?:messaggio|richiesta|e-?mail|mail|segnalazione|ticket)|(?:grazie per|la ringraziamo per) (?:<3>)?(?:messaggio|contatt\w*|e-?mail|scritto|richiesta)[^\n]{0,120}(?:risponder\w*|prima possibile|al piu presto|ore|breve)",
        0.8,
        unless=r"(?<!\w)(?:non|mai)¤|ho ricevuto (?:<2>)(?:mail|messaggio) (?:<2>)(?:ma|e) ",
    ),
    PEN.machine(
        "automatic",
        r"(?:risposta|messaggio|e-?mail) automatic[oa]|non rispondere a quest|generat[oa] automaticamente",
        0.85,
    ),
)
_MOODS = (
    PEN.mood(
        "angry",
        r"(?:vergogn\w*|inaccettabil\w*|indignat\w*|ridicol\w*|patetic\w*|truff\w*|ladri|furios\w*|assurd\w*|mancanza di rispetto|merda|pessim[oa]|idiot\w*|imbarazzante|scandalos\w*|inammissibil\w*|che schifo|stuf[oia]|intollerabil\w*|presa in giro)¤",
        "anger",
    ),
    PEN.mood("ignored", r"nessuno (?:<2>)?(?:rispond\w*|risposto|richiam\w*|aiut\w*|si degna)", "anger"),
    PEN.mood(
        "another_robot",
        r"(?:un altro|un'altra|ancora un|ennesim[oa]|bravo|ottimo) (?:<2>)?(?:robot\w*|mail (?:automatica|di vendita|dell'ia)|bot|ia¤|spam|template|e-?mail automatica)|(?:robot|bot|ia|chatgpt) (?:<2>)?(?:scriv|gener|redat|scritt)\w*|(?:scritt[oa]|generat[oa]) (?:da|con|dal|dall') ?(?:<1>)?(?:robot|ia|chatgpt|bot)",
        "sarcasm",
    ),
    PEN.mood(
        "pitch",
        r"(?:offriamo|siamo un'? ?(?:agenzia|azienda)|siamo specializzat\w*|sviluppiamo|realizziamo) (?:<8>)?(?:seo|siti? web|sviluppo|lead|marketing|outsourcing|selezione|app)",
        "pitch",
    ),
)
RULES = (*_OBJECTIONS, *_LATER, *_ELSEWHERE, *_POSITIVE, *_MACHINES, *_MOODS)  # fmt: skip
