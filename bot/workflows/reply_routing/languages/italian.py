# ruff: noqa: E501 - one grammatical pattern a line
"""Italian: opt-outs and threats by structure; tu, Lei and voi, pronouns before the verb and joined to its end."""

from bot.workflows.reply_routing.languages import italian_answers
from bot.workflows.reply_routing.languages.italian_words import DEAL, LAWYER, LIST, ME, MONTH, PEN, VOCABULARY
from bot.workflows.reply_routing.rule import Language, any_of

_MAIL = any_of(
    r"e-?mails? | mails? | messagg\w* | pubblicita\w* | spam | newsletter\w* | comunicazion\w* | invi[oi]? | chiamate | telefonate | offert\w* | informazion\w* | promozion\w* | notifich\w* | "
    r"contatt[oi] | sollecit\w* | proposte? | mailing | posta | robaccia | roba | cose | schifezze | stronzate | altro | niente | nulla | corrispondenza | promemoria"
)
_WRITE = r"(?:contatt|ricontatt|scriv|inviar|invi|mand|spedi|chiam|telefon|disturb|importun|assill|molest|tempest|spamm|romp|infastid|insist|tormen|bombard|invia|inoltr|rompi|cerc|stress|continu|sollecit|tartass|perseguit)\w*"
_RECEIVE = r"(?:ricev\w*|essere (?:<1>)?(?:contattat\w*|disturbat\w*|chiamat\w*|inserit\w*|presente|iscritt\w*|ricontattat\w*|sollecitat\w*)|aver\w*|vedere|leggere|sentire|far parte|figurare|comparire|stare|che (?:mi|ci) (?:<2>)?\w+|essere)¤"
_REMOVE = r"(?:cancell|rimuov|rimoss|rimozion|elimin|togli|tolg|tolt|depenn|disiscriv|disiscri|esclud|esclus|blocc|dimentic|annull|lev|espung|sopprim|cava)\w*"
_HANDOVER = r"(?<!\w)(?:copia|cc|c\.c|thread|riunione|riunioni|meeting|invito|calendario|chat|conversazione|evento|webinar|appuntamento|call|loop)¤"
_TOPIC = (
    r"(?<!\w)(?:fattur[ae])¤|(?:come|posso|possiamo|possono|permette|e possibile|si puo|si possono)¤[^.?!\n]{0,60}(?:(?:un|una|gli|i|nostri|miei|dei) (?:<1>)?(?:utent[ei]|clienti?|dipendent\w*|contatti|iscritti|account)|(?:vostr[oa]|tu[oa]|il|la|quest[oa]) (?:<1>)?(?:strumento|piattaforma|soluzione|prodotto|software|sistema))|"
    r"(?:nostri|miei|i) (?:<1>)?(?:clienti|utenti|iscritti)|tasso di disiscrizione|se (?:non )?(?:<1>)?(?:desidera|vuole|preferisce|desiderate|volete)\w*[^.\n]{0,60}(?:clicc|risponda|rispondete|invi|cancell)|clicca|https?:|(?:ho|abbiamo) (?:<1>)?(?:rimosso|cancellato|eliminato|tolto) (?!il mio|la mia)"
)
_UNTIL = rf"(?<!\w)(?:prima (?:di|del|della|dell')|fino a[l]?|finche)¤ ?(?:<3>)?(?:{MONTH}|\d|che|il|la|estate|fine|pasqua|non|prossim\w*|settembre|gennaio)"
_NOT_GOT = (
    r"non (?:<1>)?(?:ho|abbiamo|e|sono) (?:<1>)?(?:ancora |mai )?(?:ricevut\w*|arrivat\w*|vist\w*|trovat\w*)"
)
_CALM = rf"{_TOPIC}|{_HANDOVER}"
_ASKING = any_of(
    r"per favore | per cortesia | prego | preg\w* | grazie | chied\w* | cortesemente | vorre\w* | vogl\w* | desider\w* | potete | puo | potreste | potrebbe | preferi\w* | gentilmente | richied\w*"
)
_TOUCH = any_of(
    r"e-?mails? | mail | messagg\w* | scriv\w* | contatt\w* | invi\w* | mand\w* | pubblicita | list[ae] | chiam\w* | spam | disturb\w* | newsletter | comunicazion\w*"
)
_TAIL = r"(?:mi|ci|temi|teci|tela|tevi|vi|gli|melo|la)"

_OPTOUTS = (
    PEN.optout(
        "one_word",
        r"(?:per favore |prego |grazie |salve |per cortesia |buongiorno )*(?:(?:la )?(?:cancellazione|disiscrizione|rimozione|disdetta|opposizione)|disiscri\w*|cancell(?:atemi|ami|armi|are|ate|a|i)|rimuov(?:etemi|imi|ermi|ere|ete|i|a)|elimin(?:atemi|ami|armi|are|ate|a)|togli(?:etemi|mi|ermi|ere)|annulla(?:re|te)?(?: (?:l')?(?:iscrizione|abbonamento))?|stop|basta(?: (?:mail|e-?mail|spam|pubblicita|messaggi|cosi|scrivere|con le mail))?|fermatevi|smett\w*|finitela|no (?:spam|pubblicita|mail)|niente (?:piu )?(?:mail|spam|pubblicita|messaggi|e-?mail)|mai piu|non (?:contattare|contattatemi|disturbare|scrivere|scrivetemi|inviare)|sparite|andatevene|blocca)(?: (?:per favore|grazie|subito|ora|immediatamente|adesso|dalla lista|piu|cortesemente|la mia mail))*",
        0.9,
        scope="sentence",
    ),
    PEN.optout(
        "unsubscribe",
        r"(?:dis|de|an)-?(?:iscri|isciri|scri|abbon)\w*|(?:annull|cancell|disd|revoc|termin)\w* (?:<3>)?(?:iscrizion\w*|abbonament\w*|sottoscrizion\w*|registrazion\w*|newsletter)",
        0.9,
        unless=rf"{_CALM}|(?:descri|scriv)\w*",
    ),
    PEN.optout(
        "remove_me",
        r"(?:cancell|rimuov|elimin|togli|depenn|disiscriv|esclud|dimentic|lev|blocc|espung)\w*(?:temi|ami|imi|mi|ermi|armi|teci|ci|erci|arci|ermici)¤",
        0.9,
        unless=rf"{_CALM}|toglier?(?:mi|ci) (?:<2>)?(?:dubbio|curiosita|pensiero)|mercato|amici|dimentica\w* (?:di|che)|possiamo|potremmo",
    ),
    PEN.optout(
        "remove_my_data",
        rf"{_REMOVE} (?:<3>)?{ME}|(?:mi|ci) (?:<1>)?(?:cancell|rimuov|elimin|tolg|togli|lev|esclud)\w*",
        0.9,
        unless=rf"{_CALM}|ci (?:<1>)?(?:tolgono|toglie) (?:<2>)tempo|mi (?:<1>)(?:tolga|toglie) (?:<2>)(?:dubbio|curiosita)|(?:ci|mi) elimina",
    ),
    PEN.optout(
        "from_list",
        rf"(?:{_REMOVE}|cancellazione|rimozione|eliminazione|uscire) (?:<6>)?(?:da|dal|dalla|dalle|dai|dagli|dall'|di)¤ ?(?:<3>)?{LIST}|cancellat\w* (?:<2>)?(?:da|dal|dalla|dalle|dai) (?:<3>)?{LIST}",
        0.9,
        unless=rf"{_CALM}|duplicat",
    ),
    PEN.optout(
        "my_removal",
        rf"(?:cancellazione|rimozione|eliminazione|opposizione|oblio) (?:<2>)?(?:de[il]|della|dai|dal|di) (?:<1>)?{ME}|diritto (?:di|all'|alla) ?(?:<1>)?(?:opposizione|oblio|cancellazione)",
        0.9,
        unless=_TOPIC,
    ),
    PEN.optout(
        "stop_it",
        rf"(?:smett|smet|cess|ferm|finit|finisc|bast|evit|interromp|sospend|astener|astenet|astien|piant|pianta)\w* (?:<3>)?(?:di |con |a |da )?(?:<3>)?(?:{_WRITE}|{_MAIL}|di (?:mandar|inviar|scriver)\w*)",
        0.9,
        unless=rf"{_TOPIC}|basta (?:che|un|una|solo|inviar|scriver|mandar|contatt|cliccare)\w*(?! mail)|(?:process|success|necess|access|eccess|concess)\w*",
    ),
    PEN.optout(
        "do_not",
        rf"(?:non|mai|ne) (?:<1>)?(?:(?:mi|ci|me|ce|piu|mai|lo) )+(?:<1>)?{_WRITE}|non (?:<1>)?(?:contatta|scrive|scrivi|manda|invia|chiama|disturba|importuna|telefona|cerca|spedi|stressa|rompe)\w*(?:mi|ci|temi|teci|telo|rmi|rci|tevi)¤|non (?:mi|ci) (?:<1>)?(?:dovete|deve|devi|si) (?:<2>)?{_WRITE}",
        0.9,
        unless=rf"{_UNTIL}|{_TOPIC}|{_NOT_GOT}|esit|(?:nessuno|ancora|cliente|lui|lei|loro) non|perche non|non (?:mi|ci) (?:<1>)?(?:ha|hanno|avete|hai|era|aveva|continua|e|disturba)¤(?! a)|non (?:contattiamo|scriviamo|mandiamo|inviamo)",
    ),
    PEN.optout(
        "do_not_noun",
        rf"non (?:<2>)?(?:invi(?:a|i|ino|ate|are)|mand(?:a|i|ino|ate|are)|scriv(?:a|ano|ete|ere|i)|contatt(?:a|i|ino|ate|are)|chiam(?:a|i|ate|are)|spedi(?:re|te|sca)|insist(?:a|ete|ere)|disturb(?:a|i|ate|are)) (?:<2>)?(?:piu|mai|{_MAIL}|altr[oaie]|grazie|per favore|$)",
        0.85,
        unless=rf"{_UNTIL}|{_TOPIC}|{_NOT_GOT}|esit|(?:noi|la nostra azienda|clienti) non",
    ),
    PEN.optout(
        "wish_not",
        rf"(?:non|mai|nemmeno|neanche) (?:<2>)?(?:vogl\w*|vorre\w*|desider\w*|intend\w*|autorizz\w*|accett\w*|gradis\w*|gradir\w*|ho (?:piu )?intenzione|consent\w*|acconsent\w*|chied\w*|chiest\w*|permett\w*|interess\w* (?:a )?(?=ricev)) (?:<1>)?(?:piu )?(?:<3>)?(?:{_RECEIVE}|(?:piu|altre|altri|vostr\w*|sue|sui|queste|questi|ulterior\w*) (?:<1>)?{_MAIL}|{_MAIL}|{_WRITE})",
        0.85,
        unless=rf"{_UNTIL}|{_TOPIC}|{_NOT_GOT}|(?:vogl|vorre)\w* (?:disturb|insist|essere (?:scortes|maleducat|insistent)|perdere|aver\w* (?:problemi|sorprese))|non ho intenzione di (?:cambi|compr)|non (?:intend\w*|desider\w*|voglia\w*) (?:<2>)?(?:niente|nulla|altro|invi|avere (?!vostr))",
    ),
    PEN.optout(
        "ask_not",
        rf"(?:chied\w*|preg\w*|invit\w*|prego|grad\w*|apprezz\w*|preferi\w*|grato|grata|grati|richied\w*|diffid\w*|ordin\w*) (?:<4>)?(?:di |a |dal )?(?:non|piu) (?:<1>)?(?:piu )?(?:<2>)?(?:{_WRITE}|{_RECEIVE})|(?:di|a) non (?:<1>)?(?:{_WRITE}|essere (?:<1>)?contattat\w*)",
        0.9,
        unless=rf"{_UNTIL}|{_TOPIC}|esit|(?:chiesto|decis\w*|scelt\w*) (?:<1>)?di non (?:continu|invi)|non rispondere",
    ),
    PEN.optout(
        "no_more_mail",
        rf"(?:basta|niente|nessun\w*|senza|mai|non voglio|no|stuf\w* d[ie]\w*|stanc\w* d[ie]\w*) (?:con )?(?:<1>)?(?:piu |altre |altri |ulterior\w* |vostre |queste |le |la )+(?:<1>)?{_MAIL}|(?:basta|niente|stuf\w* di|stanc\w* di|zero) (?:<1>)?{_MAIL}",
        0.85,
        unless=rf"{_TOPIC}|{_NOT_GOT}|(?:niente|basta) (?:<1>)?(?:altro|niente|nulla|cose|roba)¤|senza (?:altr\w*|ulterior\w*) (?:informazion|comunicazion)|bastano",
    ),
    PEN.optout(
        "leave_alone",
        r"lasci(?:atemi|ami|ateci|aci|armi|arci|a|ate|mi|ci)? (?:<1>)?(?:in pace|stare|tranquill\w*|perdere)|(?:mi|ci) (?:<1>)?lasci\w* (?:in pace|stare)|(?:andate|vai|vada) (?:<1>)?(?:a (?:quel paese|cagare|farti|farvi)|al diavolo|affanculo|fuori|via)|vaffanculo|andatevene|sparit\w*|levati|levatevi|non (?:mi |ci )?romp\w*|(?:avete|hai) rotto|dimenticat(?:evi|e|emi) di me|togli\w* (?:il )?disturbo|scordate(?:mi|vi)",
        0.9,
        unless=r"lasci\w* perdere il (?:prezzo|costo)|lasciamo (?:stare|perdere)|via mail",
    ),
    PEN.optout(
        "object",
        r"(?:mi |ci )?(?:oppon\w*|oppong\w*|opposizione) (?:<2>)?(?:al|alla|all'|a)¤ ?(?:<6>)?(?:trattamento|uso|utilizzo|dati|pubblicita|marketing|comunicazioni|invio|ricezione)|(?:revoc|ritir|neg|nego)\w* (?:<2>)?(?:il mio |il nostro |ogni |qualsiasi )?consenso|(?:non|mai|senza|nessuna?) (?:<3>)?(?:iscritt\w*|autorizzat\w*|autorizzo|autorizziamo|consenso|acconsentit\w*|richiest[oaei]|abbonat\w*|dato (?:<1>)?(?:consenso|autorizzazione|mio|permesso)|registrat\w*|permesso)¤",
        0.8,
        unless=rf"{_CALM}|ancora (?:non|autorizzat)|budget|autorizzat\w* (?:a|all') ?(?:firm|acquist|decid)|senza (?:il )?consenso del(?:la)? (?:direzione|capo|cda)|non richiesto (?:dal|dalla)|acquisto (?:<2>)autorizzat",
    ),
    PEN.optout(
        "not_on_list",
        rf"non (?:<3>)?(?:essere|stare|comparire|figurare|far parte|apparire|rimanere) (?:<3>)?{LIST}",
        0.85,
        unless=_CALM,
    ),
    PEN.optout(
        "how_often",
        r"(?:quante volte|per l'(?:ultima|ennesima) volta|per la (?:seconda|terza|quarta) volta|(?:gia|piu volte|ripetutamente) (?:<2>)?(?:chiesto|detto|richiesto|disiscritt\w*|comunicato di non)|(?:ho|abbiamo) (?:gia|piu volte) (?:<1>)?(?:chiesto|detto))",
        0.7,
        unless=rf"{_CALM}|assistenza|ticket|supporto|preventivo|(?:gia|ho) (?:<1>)(?:chiesto|detto|richiesto) (?:al|alla|a|un|una|il|la)¤",
    ),
    PEN.optout(
        "blocked",
        r"lista nera|black ?list|registro (?:delle )?opposizioni|(?:vi|ti|la) (?:<1>)?(?:blocco|bloccheremo|blocchero|sto bloccando|ho bloccat\w*)|bloccat\w* (?:il vostro|la vostra|mittente)|(?:blocchero|blocco) (?:<1>)?(?:questo|il vostro|mittente|indirizzo)",
        0.75,
        unless=_TOPIC,
    ),
    PEN.optout(
        "softly",
        rf"{_ASKING} (?:<8>)?(?:non|mai|niente|nulla|smett\w+|cess\w+|basta|senza)¤ (?:<5>)?{_TOUCH}|(?:inutile|non serve|non occorre) (?:<1>)?(?:che )?(?:<1>)?(?:mi |ci )?{_WRITE}(?:mi|ci)?",
        0.6,
        unless=rf"{_CALM}|{_UNTIL}|{_NOT_GOT}|esit|bensi|ma (?:<1>)a¤|non (?:solo|ho|abbiamo|c'e)¤|perche|dimentic",
    ),
)
_LAW = any_of(
    r"gdpr | rgpd | privacy | leggi? | legge | codice (?:privacy|del consumo) | normativ\w* | regolamento\w* | d\.?lgs\.? | diritt[oi] | codice"
)
_BODY = any_of(
    r"garante(?: (?:della |per la )?privacy)? | autorita\w* | polizia(?: postale)? | carabinieri | agcm | agcom | tribunal\w* | procura | giudice | autorita garante | codacons | antitrust | provider | google | guardia di finanza | giustizia"
)
_TELL = r"(?:segnal\w*|denunc\w*|inform\w*|reclam\w*|rivolg\w*|ricorr\w*|presentar\w*|presento|present\w*|inoltr\w*|notific\w*|avvis\w*|comunic\w*|esposto|espost\w*|sporg\w*|deposit\w*|contatt\w*|andr\w*|vad\w*|scriv\w*|trasmett\w*)"
_BUYER = rf"{DEAL}|(?:rispett\w*|come|dove|siete|sono|e|avete|gestite)¤ (?:<4>)?(?:gdpr|dati|conform\w*|certificat\w*|privacy|ospitat\w*)[^\n?]{{0,80}}\?|nostri (?:<1>)?(?:clienti|utenti)"
_THREATS = (
    PEN.threat(
        "lawyer",
        rf"(?:il|la|i|un|una|dal|al|dai) (?:<1>)?(?:mi[oaei]+|miei|nostr[oaie]|un|una)? ?{LAWYER} (?:<3>)?(?:vi|ti|la|prender|si far|si mett|contatt|proceder|provveder|sar|agir|sapra|sta|scriver|si occup|interverr)\w*|(?:passo|pass|contatt|rivolg|affid|inoltr|gir|trasmett|sentir|consult|incaric|chiam|parl|coinvolg|mett|invi|mand|segnal|dar|avvis)\w* (?:<7>)?(?:al|il|un|dal|a|con|in mano|nostr\w*|mio|miei|ai|dai|di) (?:<1>)?(?:mi[oaei]+|nostr[oaie])? ?{LAWYER}",
        0.85,
        unless=rf"{_BUYER}|rived|guard|demo|domand|dubbio|sta (?:<1>)(?:legg|esamin|valut)",
    ),
    PEN.threat(
        "legal_steps",
        r"(?:azion[ei]|vi[ae]|misur[ae]|provvediment\w*|conseguenz\w*|procediment\w*|sede) (?:<1>)?(?:legal\w*|giudiziar\w*|penal\w*|civil\w*)|legalmente|(?:per )?vie legali|querel\w*|denunci(?:a|o|are|armi|arvi|arti|amo|ero|eremo|ate)¤|denuncer\w*|adire|causa (?:legale|civile)|far(?:o|vi|emo) causa|in tribunale|diffid\w*|risarciment\w*|danni|sanzion\w*|multa",
        0.85,
        unless=rf"{_BUYER}|(?:nessun|senza|evitare) (?:<2>)(?:danni|sanzion|multa)|a causa",
    ),
    PEN.threat(
        "report_to_body",
        rf"{_TELL} (?:<8>)?{_BODY}|{_BODY} (?:<6>)?(?:segnalazione|reclamo|denuncia|sara|ricever\w*)|segnalazione (?:<2>)?(?:al|alla|all') ?{_BODY}|esposto (?:<2>)?(?:al|alla|all'|contro)",
        0.9,
        unless=rf"{_BUYER}|google (?:meet|calendar|drive)|provider attuale",
    ),
    PEN.threat(
        "report_spam",
        r"(?:segnal|report|contrassegn|marc|denunc|classific|consider|notific|inserit|mess|bloccat|flagg)\w* (?:<5>)?(?:come |per |tra lo |nello )?(?:spam|posta indesiderata|indesiderat\w*|phishing|junk|abus\w*)",
        0.95,
        unless=r"(?:per (?:errore|sbaglio)|automaticamente|nostro (?:filtro|server)|(?:da|dal) (?:<1>)?(?:outlook|gmail|filtro|sistema|nostro)|finit\w*|trovat\w*|nostre (?:<1>)?(?:mail|e-?mail))",
    ),
    PEN.threat(
        "report_you",
        r"(?:vi|ti|la) (?:<1>)?(?:segnal|denunc|querel|segnaler)\w*|(?:segnalar|denunciar|querelar)(?:vi|ti|la)",
        0.85,
        unless=r"(?:vi|le|ti) segnal\w* (?:che|un|una|il|la|per|anche)|si segnala|la segnal(?:azione)?",
    ),
    PEN.threat(
        "unlawful",
        rf"(?:illegal\w*|illecit\w*|reato|vietat\w* (?:<2>)?(?:da|dal|dalla)|(?:viol|infrang|contravv|contr|contrari)\w* (?:<3>)?{_LAW}|molesti[ae]|stalking|persecuzione|senza (?:mio|il mio|alcun|nostro|il nostro|previo) consenso (?:<5>)?{_LAW})",
        0.8,
        unless=rf"{_BUYER}|evitare|contratt\w*|contro(?:ll|ff)\w*|rischi|molestie sessuali|preoccup",
    ),
    PEN.threat(
        "law_demand",
        rf"(?:ai sensi|in base|in virtu|secondo|in forza|a norma|conformemente|come da) (?:<3>)?(?:{_LAW}|articolo \d+|art\.? ?\d+) (?:<9>)?(?:chied\w*|richied\w*|origine|access\w*|cancell\w*|indic\w*|pretend\w*|comunic\w*|forni\w*|diffid\w*)|(?:articolo|art\.?) (?:6|7|13|14|15|17|77)¤|diritto di accesso|base giuridica|(?:da dove|come|dove|chi) (?:<3>)?(?:avete|ha|hai|ottenut\w*|pres\w*|trovat\w*|vi ha dato|avuto) (?:<4>)?(?:mi[oaei]+|miei|nostr[oaie]) (?:<1>)?(?:dati|mail|e-?mail|contatt\w*|indirizzo|nominativo|recapit\w*)¤ ?(?:<9>)?(?:gdpr|privacy|legge|denunc\w*|consenso|illegal\w*|garante|reclam\w*)",
        0.8,
        unless=_BUYER,
        note="data_request",
    ),
    PEN.threat(
        "complaint",
        r"reclamo (?:<2>)?(?:formale|al|all'|presso|contro)|(?:present|far|inoltr|sporg)\w* (?:<2>)?(?:un |una )?(?:reclamo|denuncia|esposto|querela)|ultimo avviso|ultimo avvertimento|(?:ci saranno|avra|avrete) (?:<1>)?conseguenze|siete avvisati|ve ne pentirete",
        0.85,
        unless=rf"{_BUYER}|assistenza|ticket|ordine|fattura|consegna",
    ),
    PEN.threat(
        "body_named",
        r"(?:garante (?:della |per la )?(?:privacy|protezione)|al garante|polizia postale|agcm|agcom)¤",
        0.7,
        unless=rf"{_BUYER}|\?",
    ),
)
LANGUAGE = Language(name="italian", vocabulary=VOCABULARY, rules=(*_THREATS, *_OPTOUTS, *italian_answers.RULES))  # fmt: skip
