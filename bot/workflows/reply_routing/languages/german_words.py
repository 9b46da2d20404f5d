# ruff: noqa: E501 - a word list reads on one line
"""Words that several German tables share."""

from bot.workflows.reply_routing.languages.writer import Writer, words
from bot.workflows.reply_routing.rule import any_of

PEN = Writer("german", {"ä": "ae?", "ö": "oe?", "ü": "ue?"})
IM = r"(?:im|i'm)"  # typos of English are mended before: "im" has become "i'm"
NOT = r"(?:nicht|nie|niemals|nichts|nix|kein\w*|nimmer)"
_DATA = (
    r"(?:\w*-?mail-?)?adress\w*|anschrift|\w*-?daten\w*|\w*kontakt\w*|namen?|e-?mail\w*|mail\w*|eintrag|\w*nummer|profil|"
    r"account|konto|postfach|\w*angaben|unternehmen|firma"
)
ME = PEN.spelt(
    rf"(?:(?:mich|uns)¤|(?:mein|unser)\w* (?:<2>)?(?:{_DATA})¤|(?:diese|obige|o\.g\.|genannte|gesamten?|alle|sämtliche)\w* "
    r"(?:<3>)?(?:\w*-?mail-?adress\w*|adress\w*|\w*daten|kontakt\w*|postfach|mich|mein\w* daten)¤)"
)
LIST = PEN.spelt(
    any_of(
        r"\w*verteiler\w* | \w*listen? | mailingliste\w* | \w*datenbank(?:en)? | \w*-?datenbest\w+ | \w*bestand | system\w* | kartei | crm\w* | "
        r"newsletter\w* | \w*mailings? | verzeichnis\w* | \w*kampagne\w* | sequenz\w* | adressbuch | kontakten? | empfänger\w* | abo\w* | "
        r"unterlagen | akquise\w* | adressen | speicher | kundendatei | datei | daten | spam\w* | mails? | e-?mails?"
    )
)
LAWYER = PEN.spelt(
    any_of(
        r"\w*anwalt\w* | \w*anwält\w* | rechtsbeistand\w* | rechtsabteilung\w* | jurist\w* | \w*kanzlei\w* | justi[zt]iar\w* | rechtsvertret\w*"
    )
)
DEAL = PEN.spelt(
    r"(?<!\w)(?:\w*vertrag\w*|\w*vertrage\w*|avv?|nda|agbs?|freigab\w*|freigegeben|freizugeben|gegenles\w*|unterschr\w*|unterzeich\w*|"
    r"\w*prüf(?:t|en|ung)?|red-?lin\w*|auftragsverarbeitung\w*|lizenz\w*|beschaffung|vereinbarung\w*|pilot\w*|konditionen|klausel\w*|"
    r"angebot\w*|bestellung|kauf\w*|entwurf)¤"
)
VOCABULARY = words(
    """
    bitte nicht nichts nie kein keine keinen keiner keinerlei mehr mich mir uns unser unsere unseren ich sie wir
    ihr euch dich ihre ihren ihrer eure mein meine meinen ist sind das dies diese dieser und der den dem auf von
    vom aus fur zu beim haben habe hat wird werde werden ja nein danke gern gerne kann konnen konnten schon noch
    leider wenn oder wie was wer wo wann warum sehr mit bei nach uber ohne sonst damit stop stopp stoppen abmelden
    abmeldung austragen austragung abbestellen abbestellung loschen loeschen loschung loeschung entfernen
    streichen rausnehmen sperren aufhoren aufhoeren hort horen hor schluss genug reicht raus widerspruch widerruf
    verzichte werbung newsletter abgemeldet unterlassen einstellen verschwinde verschwindet verpiss haut hau
    unterlassungserklarung belastigung belaestigung abmahnung beschwerde anzeige verstoss spam gemeldet zuständig
    zustandig interessant interesse bedarf teuer budget spater spaeter urlaub abwesend abwesenheit momentan
    derzeit zurzeit aktuell termin klingt passt preise toll wieder schreiben kontaktieren mailen letzte lass lasst
    lassen ende fick leck zieh unverschamt unverschamtheit frechheit unterlasst anwalt dsgvo nehmen nehmt nimm
    schmeisst schmeissen werft entfernt entferne loescht loesche losche losch streicht streiche kontaktiert
    kontaktiere schreibt schreib mailt anschreiben anrufen ruft belastigen belaestigen belastigt nervt spammen
    kartei verteiler liste datenbank adresse anwaltin rechtsanwalt klage polizei datenschutz keinesfalls niemals
    nix unaufgefordert unverlangt uwg abmahnen verklage verklagen hiermit widerspreche widerrufe untersage
    verbiete verbitte melde meldet rechtswidrig illegal absage ausgetragen geloscht robinsonliste sperrliste
    akquise kaltakquise zuschriften
    bleiben entschieden dagegen tagtaglich taglich
    januar februar marz maerz april mai juni juli august september oktober november dezember moment quartal
    halbjahr sommer herbst fruhjahr spatestens vielleicht eventuell morgen montag dienstag mittwoch donnerstag
    freitag uhr zeit abgelehnt geschaftsfuhrung haus
    """
)
