# ruff: noqa: E501 - a word list reads on one line
"""Words that several Italian tables share."""

from bot.workflows.reply_routing.languages.writer import Writer, words
from bot.workflows.reply_routing.rule import any_of

PEN = Writer("italian")
_DATA = r"(?:dati|dato|indirizz\w*|e-?mail|mail|nominativ\w*|nome|contatt[oi]|recapit\w*|numero|account|casella|anagrafica|informazioni|azienda|dominio|posta|profilo|riferimenti)"
ME = rf"(?:(?:(?:il|i|la|le|lo|dei|dal|del|tutti i) )?(?:mi[oae]i?|miei|nostr[oaie]|suddett[oi]|present[ei]) (?:<2>)?{_DATA}¤|(?:mi|ci|me|noi)¤|quest[oa'] ?(?:<1>)?{_DATA}¤)"
LIST = any_of(
    r"list[ae] | elenc\w* | mailing(?: ?-?list)? | databas\w* | data ?base | archivi\w* | newsletter\w* | rubric\w* | sistem[ai] | crm | registr[oi] | banc\w* dati | contatti | distribuzione | "
    r"campagn\w* | invii | sequenz\w* | iscritti | liste di distribuzione | indirizzari\w* | schedari\w* | comunicazioni | dati"
)
LAWYER = any_of(
    r"avvocat[oaie] | legal[ei] | ufficio legale | studio legale | consulente legale | giurist[ai] | reparto legale | legale"
)
DEAL = r"(?<!\w)(?:contratt\w*|accord[oi]|nda|dpa|clausol\w+|firm(?:are|iamo|a|o|ato|eremo|atura)|condizioni|rived\w*|revision\w*|rivist\w*|controll\w*|verific\w*|propost\w*|preventiv\w*|acquist\w*|ordine|allegat\w*|bozza|pilota)¤"
MONTH = r"(?:gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre)¤"
VOCABULARY = words(
    """
    non grazie per favore cortesia sono siamo che con il la lo gli del della dei delle dal dalla mi ci vi le ho
    abbiamo vostra vostro vostri vostre suo sua nostro nostra mio mia miei mie questo questa più piu mai niente
    nulla basta stop buongiorno salve ciao saluti gentile prego vorrei desidero chiedo voglio cancellazione
    cancellare cancellatemi cancellami cancellate cancella disiscrizione disiscrivimi disiscrivetemi disiscrivermi
    disiscrivere disiscritto rimuovere rimuovetemi rimuovi rimuovimi rimuovete rimozione eliminare eliminatemi
    eliminate eliminami togliere toglietemi toglimi togliete tolga smettetela smettila smettete smetta lasciatemi
    lasciami annullare annullate annulla iscrizione denuncia denuncio denunciare avvocato legale garante illegale
    molestia spam interessa interessato interessati caro ferie assente ufficio fuori si certo volentieri perfetto
    quanto quando dove come se ne va bene ok vergogna opposizione oppongo contattatemi scrivetemi scrivermi gdpr
    reclamo segnalato segnalazione interessante inoltro bloccato ma già gia anche era questi queste adesso ora
    dopo bloccare finitela sparite troppo costoso segnalo segnalare querela diffida disdetta disdire recesso
    revoco violate procedero vie legali querelo contattare contattarmi contattarci scrivere scriverci scriva
    inviare inviarmi invii inviate inviatemi mandare mandarmi mandatemi mandi mandate chiamare chiami chiamate
    disturbare disturbarmi disturbate insistere insista insistete cancelli cancellarmi cancellati rimuova
    rimuovermi elimini eliminarmi tolgano toglieteci levatemi escludetemi dimenticatemi pubblicita newsletter
    lista elenco elenchi nominativo avvocati tribunale polizia denuncero querelero segnalero viola consenso revoca
    fermatevi andatevene vaffanculo budget fornitore riunione disponibile trimestre nessuno collega inoltrato
    inutile lasciateci cortesemente potete esclusione
    vorremmo vedere restiamo rimaniamo continuiamo fornitore attuale abbiamo una
    gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre momento
    trimestre semestre estate autunno inverno primavera lunedi martedi mercoledi giovedi venerdi domani
    risentiamoci sentiamoci riparliamone ricontatti ricontattatemi richiami richiamatemi aggiorniamoci forse
    magari piuttosto rivolgersi
    """
)
