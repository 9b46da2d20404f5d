# ruff: noqa: E501 - a word list reads on one line
"""Words that several French tables share."""

from bot.workflows.reply_routing.languages.writer import Writer, words
from bot.workflows.reply_routing.rule import any_of

PEN = Writer("french")
_DATA = (
    r"(?:coordonnees|donnees|adresses?|e-?mails?|mails?|noms?|contacts?|infos?|informations?|numeros?|fiche|profil|compte|boite|"
    r"societe|entreprise|adresse[- ]mail|domaine|personne|equipe)"
)
ME = rf"(?:(?:moi|nous|m'|mes|mon|ma|nos|notre|votre) ?(?:<2>)?{_DATA}¤|(?:moi|nous)¤|(?:cette|cet|l'|ces|les|toutes|toute) ?(?:<2>)?(?:adresses?|e-?mails?|mes|nos) ?(?:<1>)?(?:donnees|coordonnees|informations)?|mon ?(?:<1>)?e-?mail)"
LIST = any_of(
    r"listes? | fichiers? | bases? | base de donnees | mailings? | mailing-?lists? | newsletters? | diffusion | systemes? | crm | "
    r"envois? | registres? | campagnes? | sequences? | repertoires? | carnets? | contacts? | lettre | liste de diffusion | destinataires | "
    r"donnees | archives | abonnes | mailings | prospection | bdd | sollicitations"
)
LAWYER = any_of(
    r"avocat\w* | juriste\w* | conseils? juridiques? | service juridique | direction juridique | juridique | cabinet d'avocat\w* | conseil"
)
DEAL = r"(?<!\w)(?:contrats?|dpa|nda|cgv|cgu|accord|signer|signature|signons|signe|valid\w+|relit|relecture|relire|revoit|clauses?|conditions|avenant|bon de commande|devis|commande|partenariat|pilote|achat|sous-traitan\w+)¤"
MONTH = r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|janv|fevr?|avr|juil|sept|oct|nov|dec)¤"
VOCABULARY = words(
    """
    stop mail mails plainte poursuites harcelement avocats tribunal illegal j l n ai qu je vous nous ne pas plus
    jamais rien merci svp bonjour bonsoir cordialement mais pour avec dans votre vos notre nos mon moi est sont
    suis cette ces ce cela ca des sur oui arretez arrete arreter arret cessez cesser assez suffit basta
    desinscription desinscrire desinscrivez desabonner desabonnement desabonnez desabonne desinscris retirez
    retirer supprimez supprimer retrait radiation degage degagez enlevez enleve opposition rgpd cnil avocat
    resiliation resilier desabo laissez laisse foutez fiche lachez signale spam interesse interesser budget absent
    absente conge conges rappelez recontactez relancez volontiers ok peut pouvez quel quelle combien comment qui
    au aux elle absence inadmissible fini pub fois inutile contacter contactez contacte recontacter relancer
    relance relances solliciter sollicitez sollicitations ecrire ecrivez ecris envoyer envoyez envoie envoi envois
    appeler appelez rappeler deranger derangez harceler harcelez demarcher demarchage insister insistez abstenez
    evitez effacer effacez efface effacement rayez rayer radiez sortez oter otez bloquer bloque oubliez oublie
    lacher tranquille paix camp publicite prospection liste diffusion courriel courriels avocate juridique justice
    poursuivre denoncer denonce signaler signalement illicite consentement resiliez annulez annuler stoppez
    interesses interessee rentree interlocuteur transmets transfere equipes
    suffit restons continuons marre
    janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre moment maintenant
    trimestre semestre plus tard ete automne hiver printemps lundi mardi mercredi jeudi vendredi demain
    recontactons reparlons
    """
)
