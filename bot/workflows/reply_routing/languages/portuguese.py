# ruff: noqa: E501 - one grammatical pattern a line
"""Portuguese of Brazil and of Portugal: opt-outs and threats by structure, clitics before, after and inside."""

from bot.workflows.reply_routing.languages import portuguese_answers
from bot.workflows.reply_routing.languages.portuguese_words import (
    DEAL,
    LAWYER,
    LIST,
    ME,
    MONTH,
    PEN,
    VOCABULARY,
)
from bot.workflows.reply_routing.rule import Language, any_of

_MAIL = any_of(
    r"e-?mails? | mails? | mensage(?:m|ns) | publicidade | propagandas? | spams? | newsletters? | comunicac\w* | comunicados? | envios? | ligac\w* | chamadas? | ofertas? | "
    r"informac\w* | promoc\w* | notificac\w* | contat\w* | contact\w* | lixo | coisas? | nada | isso | isto | besteiras? | merda | porcaria | correspondencia | convites? | propostas? | abordagens?"
)
_WRITE = r"(?:contat|contact|escrev|envi|mand|lig|incomod|perturb|spam|bombarde|assedi|insist|remet|persig|importun|chate|aborrec|encher|abord|dirij|volt\w* a (?:me )?(?:contact|contat|escrev|envi|mand|lig)|torn\w* a|procur|atorment|telefon)\w*"
_RECEIVE = r"(?:receb\w*|ser (?:<1>)?(?:contat\w*|contact\w*|incomod\w*|incluid\w*|abordad\w*)|que (?:me|nos) (?:<2>)?\w+|estar|figurar|fazer parte|constar|continuar|ler|ver|assin\w*|ouvir|saber de)¤"
_REMOVE = r"(?:remov|remover|retir|exclu|apag|elimin|delet|cancel|tir|descadastr|desinscrev|desinscr|bloque|esquec|risc|apague|limp|desvincul|suprim)\w*"
_HANDOVER = r"(?<!\w)(?:copia|cc|c\.c|thread|reuniao|reunioes|convite|calendario|agenda de|conversa|evento|webinar|grupo)¤"
_TOPIC = (
    r"(?<!\w)(?:faturas?|facturas?|boletos?)¤|(?:como|posso|podemos|consigo|da para|permite|e possivel|pode-se)¤[^.?!\n]{0,60}(?:(?:um|uma|os|nossos|meus) (?:<1>)?(?:usuarios?|utilizador\w*|clientes?|contatos|assinantes|conta de)|(?:sua|vossa|tua|a|esta) (?:<1>)?(?:ferramenta|plataforma|solucao)|(?:seu|vosso|teu|o) (?:<1>)?(?:produto|software|sistema))|"
    r"(?:nossos|meus|os) (?:<1>)?(?:clientes|usuarios|utilizadores|assinantes)|taxa de descadastro|se (?:nao )?(?:<1>)?(?:deseja|quer|prefere|desejar|quiser)\w*[^.\n]{0,60}(?:clique|responda|acesse|cancel)|clique|https?:|(?:ja )?(?:removi|retirei|apaguei|exclui|cancelei|removemos|excluimos) (?!meu|minha)"
)
_UNTIL = rf"(?<!\w)(?:ate|antes (?:de|do|da)|enquanto)¤ (?:<3>)?(?:{MONTH}|\d|que|o|a|depois|verao|fim|final|proximo|carnaval)"
_NOT_GOT = r"(?:nao|nunca|ainda nao) (?:<1>)?(?:recebi|recebemos|chegou|encontrei|vi)¤"
_CALM = rf"{_TOPIC}|{_HANDOVER}"
_ASKING = any_of(
    r"por favor | favor | pf\w* | obrigad[oa] | peco | solicito | agradec\w* | quer\w* | desej\w* | podem | pode | poderia\w* | prefir\w* | exijo | gostaria\w* | gentileza"
)
_TOUCH = any_of(
    r"e-?mails? | mails? | mensage\w* | msgs? | escrev\w* | contat\w* | contact\w* | envi\w* | mand\w* | publicidade | lista | lig\w* | spam | incomod\w* | newsletter | propaganda"
)
_CLITIC = r"(?:me|nos|mais|voltem? a|volte a|voltar a)"

_OPTOUTS = (
    PEN.optout(
        "one_word",
        r"(?:por favor |ola |oi |favor |obrigado |pf |bom dia )*(?:descadastr\w*|desinscrev\w*|remover(?:[- ]me)?|remova(?:m)?|remova-me|me remov\w*|remocao|excluir|exclua(?:m)?|me exclu\w*|apagar|apague(?:m)?|cancelar|cancele(?:m)?|cancelamento|sair|stop|parar|pare(?:m)?|para|chega|basta|deixe(?:m)?-me|retirar|me tir\w*|tirem?-me|tira|nao (?:enviar|contactar|contatar|contact|perturbe|incomode|incomodar|quero mais|quero)|(?:nada|nunca) mais|sem (?:spam|publicidade)|chega de spam|bloquear|encerrar|suspender|delete)(?: (?:por favor|obrigad[oa]|agora|ja|imediatamente|de vez|urgente|pf|da lista|meu e-?mail|minha inscricao|mais|com isso|a subscricao|subscricao))*",
        0.9,
        scope="sentence",
    ),
    PEN.optout(
        "unsubscribe",
        r"(?:des|de)(?:cadastr|inscrev|inscri|subscrev|subscri|assin)\w*|(?:cancel|anul|encerr|termin)\w* (?:<3>)?(?:subscric\w*|assinatura|inscric\w*|cadastro|registo|registro|envios?)",
        0.9,
        unless=rf"{_CALM}|(?:cancel|encerr)\w* (?:<2>)assinatura do (?:software|contrato)",
    ),
    PEN.optout(
        "remove_me",
        rf"(?:me|nos) {_REMOVE} (?:<2>)?(?:de|da|do|das|dos|dessa|desta|dessas|desse|deste|daqui|ai)¤|(?:remov|retir|exclu|apag|elimin|tir|descadastr|risc)\w*-(?:me|nos)¤|{_REMOVE} (?:<3>)?{ME}",
        0.9,
        unless=rf"{_CALM}|tir\w* (?:<2>)(?:duvidas?|minhas duvidas)|(?:me|nos) (?:tira|tiraram) (?:<2>)(?:duvida|tempo)",
    ),
    PEN.optout(
        "from_list",
        rf"(?:{_REMOVE}|remocao|exclusao|eliminacao|retirada|sair|saia) (?:<6>)?(?:de|da|do|das|dos|dessa|desta|desse|deste|dessas|destes|desses)¤ (?:<3>)?{LIST}",
        0.9,
        unless=rf"{_CALM}|duplicad|sair (?:<3>)(?:mais cedo|agora)",
    ),
    PEN.optout(
        "my_removal",
        rf"(?:remocao|exclusao|eliminacao|apagamento|oposicao|descadastr\w*|cancelamento) (?:<2>)?(?:de|do|da|dos|imediat\w*) (?:<1>)?(?:{ME}|imediat\w*|lista)|direito (?:de|a|ao) (?:<1>)?(?:oposicao|exclusao|esquecimento|apagamento|eliminacao)|descadastramento",
        0.9,
        unless=_TOPIC,
    ),
    PEN.optout(
        "stop_it",
        rf"(?:par(?:e|em|a|ar|ai)|deix(?:e|em|a|ar)|cess(?:e|em|ar)|chega|basta|evit(?:e|em|ar)|abst\w+|suspend\w+|interromp\w+|acab(?:e|em|a)) (?:<1>)?(?:de |com )(?:<3>)?(?:{_WRITE}|{_MAIL}|me )",
        0.9,
        unless=rf"{_TOPIC}|para (?:de|com) (?:<2>)(?:acordo|a empresa)|deixa de (?:ser|ter)|acaba de (?!me)",
    ),
    PEN.optout(
        "do_not",
        rf"(?:nao|nunca|nem|jamais) (?:<1>)?(?:{_CLITIC} )+{_WRITE}",
        0.9,
        unless=rf"{_UNTIL}|{_TOPIC}|{_NOT_GOT}|hesit|(?:ainda|ninguem|cliente|ele|ela|eles) nao|por que nao|porque nao|nao (?:me|nos) (?:enviou|enviaram|mandou|mandaram|ligou|contatou|contactou|procurou|escreveu|incomoda|interessa)¤",
    ),
    PEN.optout(
        "do_not_noun",
        rf"(?:nao|nunca) (?:<2>)?(?:envi(?:e|em|ar)|mand(?:e|em|ar|a)|escrev(?:a|am|er)|contat(?:e|em|ar)|contact(?:e|em|ar)?|contact|lig(?:ue|uem|ar)|insist(?:a|am|ir)|remet(?:a|am)|incomod(?:e|em|ar)|perturb(?:e|em)|entr(?:e|em) (?:mais )?em contat\w*|entr(?:e|em) (?:mais )?em contact\w*) (?:<2>)?(?:mais|nunca|{_MAIL}|outr[oa]|por favor|obrigad[oa]|para este|para mim|comigo|$)",
        0.85,
        unless=rf"{_UNTIL}|{_TOPIC}|{_NOT_GOT}|hesit|(?:nos|nossa empresa|eles|clientes) nao",
    ),
    PEN.optout(
        "wish_not",
        rf"(?:nao|nunca|nem|ja nao|tampouco) (?:<2>)?(?:quer\w*|desej\w*|pretend\w*|autoriz\w*|aceit\w*|precis\w*|gost\w*|consint\w*|permit\w*|solicit\w*|pedi\w*|tenho interesse em) (?:<1>)?(?:mais )?(?:<3>)?(?:{_RECEIVE}|{_WRITE}|(?:mais|seus|suas|vossos|vossas|esse|esses|essas|este|estes) (?:<1>)?{_MAIL}|que (?:me|nos|voces))",
        0.85,
        unless=rf"{_UNTIL}|{_TOPIC}|{_NOT_GOT}|(?:interess|precis)\w* (?:<3>)?(?:nada|disso|isso|coisas|estar|contact|contat|ofertas|de (?:mais )?informac\w*|proposta|continuar)|nao (?:quero|queria) (?:incomod|perturb|insist|perder)|precis\w* (?:<2>)(?:receb\w*)? (?:antes|primeiro)",
    ),
    PEN.optout(
        "not_be",
        rf"(?:peco|pedimos|gostaria|gostariamos|solicito|solicitamos|favor|agradeco|agradecia|agradeceria|agradecemos|prefiro|exijo|rogo|queria) (?:<3>)?nao (?:<2>)?(?:mais )?(?:<2>)?(?:{_WRITE}|{_RECEIVE}|ser|{_CLITIC})",
        0.9,
        unless=rf"{_UNTIL}|{_TOPIC}|hesit",
    ),
    PEN.optout(
        "no_more_mail",
        rf"(?:chega de|basta de|sem mais|nem mais|nao mais|nenhum[a]?|cansad[oa] de|farto de|farta de|nada de|mais nenhum[a]?|zero) (?:<2>)?{_MAIL}",
        0.8,
        unless=rf"{_TOPIC}|{_NOT_GOT}|(?:nenhum|nenhuma|nada) (?:<1>)?(?:contat\w*|proposta|oferta|informac\w*|de (?:isso|isto)|disso)|sem mais (?:nada|informac)|(?:ha|tem|temos|houve) (?:<1>)?nenhum|nada (?:<1>)?nada",
    ),
    PEN.optout(
        "nothing_more",
        r"nao (?:<2>)?(?:envi\w*|mand\w*) (?:<1>)?mais (?:nada)?|(?:sair|sai|saia|quero sair) (?:<1>)?(?:da|dessa|desta|dessas) (?:<1>)?lista",
        0.9,
        unless=_CALM,
    ),
    PEN.optout(
        "leave_alone",
        r"deix\w*(?:-| )(?:me|nos) (?:<1>)?(?:em paz|sossegad[oa]|quiet[oa]|tranquil[oa])|(?:me|nos) deix\w* (?:<1>)?(?:em paz|quiet[oa]|sossegad[oa])|(?:vai|va|vao) (?:<1>)?(?:a merda|se (?:foder|ferrar|catar)|embora|pro inferno|para o inferno|te catar)|(?:suma|sumam|desapare[cç]a\w*)|(?:par\w*|deix\w*) de (?:me )?(?:encher|chatear|incomodar)\w*|esque[cç]a\w*(?:-| )(?:me|nos|mim|de mim)|(?:me|nos) esque[cç]a\w*|nao (?:me )?(?:enche|encham|encha|chateie\w*)|larg\w* (?:do )?meu pe",
        0.9,
    ),
    PEN.optout(
        "object",
        r"(?:me |nos )?(?:opo[nr]\w*|oponho|oposicao) (?:-?me )?(?:<2>)?(?:ao|a|aos)¤ (?:<6>)?(?:tratamento|uso|dados|publicidade|marketing|comunicac\w*|envio|rece\w*)|(?:retir|revog|cancel)\w* (?:<2>)?(?:meu|nosso|o|qualquer) consentimento|(?:nao|nunca|jamais|sem) (?:<3>)?(?:inscrev\w*|inscri[ct]\w*|cadastr\w*|autorizei|autorizamos|autorizac\w*|consenti\w*|subscrev\w*|solicitei|assinei|pedi (?:<1>)?(?:isso|para receber|esses|este)|dei (?:<2>)?(?:e-?mail|dados|permissao)|permissao)¤",
        0.8,
        unless=rf"{_CALM}|ainda nao|orcamento|autorizad\w* a (?:comprar|decidir)|diretoria|nao (?:<1>)assinei o contrato",
    ),
    PEN.optout(
        "not_on_list",
        rf"nao (?:<3>)?(?:estar|constar|figurar|fazer parte|continuar) (?:<3>)?{LIST}",
        0.85,
        unless=_CALM,
    ),
    PEN.optout(
        "how_often",
        r"(?:quantas vezes|pela (?:ultima|segunda|terceira|quarta|enesima|\w+esima) vez|ja (?:<1>)?(?:pedi|solicitei|falei que nao|disse que nao|avisei|me descadastrei))",
        0.7,
        unless=rf"{_CALM}|ja (?:pedi|solicitei|avisei) (?:a|ao|um|uma|o)¤|suporte|chamado|ticket|proposta|orcamento",
    ),
    PEN.optout(
        "blocked",
        r"lista (?:negra|de (?:bloqueio|exclusao|oposicao))|(?:vou|irei|vamos) (?:<1>)?bloquear|(?:te|voces|voce|este remetente) (?:<2>)?bloque\w*|bloqueei (?:voces|voce|este|esse|seu|o remetente)",
        0.75,
        unless=_TOPIC,
    ),
    PEN.optout(
        "softly",
        rf"{_ASKING} (?:<8>)?(?:nao|nunca|nada|deix\w+ de|par\w+ de|para de|cess\w+|sem|chega)¤ (?:<5>)?{_TOUCH}|nao (?:<1>)?(?:precisa\w*|e necessario|adianta|ha necessidade de) (?:<2>)?(?:me |nos )(?:<2>)?{_WRITE}|nao (?:quero|desejo|queremos) (?:<1>)?(?:receber|ouvir|ler|ver|saber)¤",
        0.6,
        unless=rf"{_CALM}|{_UNTIL}|{_NOT_GOT}|hesit|mas sim|nao (?:so|tenho|temos|ha|recebi)¤|por que|esquec\w*",
    ),
)
_LAW = any_of(
    r"lgpd | rgpd | gdpr | leis? | marco civil | cdc | codigo de defesa\w* | protecao de dados | legislacao | privacidade | direitos? | regulamento\w*"
)
_BODY = any_of(
    r"anpd | cnpd | procon | autoridade\w* | policia | justica | tribuna\w* | ministerio publico | reclame aqui | deco | anacom | asae | delegacia | juizado | juizo | procuradoria | seu provedor | provedor | google | livro de reclamacoes | senacon"
)
_TELL = r"(?:denunci\w*|report\w*|reclam\w*|queix\w*|inform\w*|notific\w*|comunic\w*|acion\w*|abrir\w*|apresent\w*|registr\w*|regist\w*|recorr\w*|escal\w*|encaminh\w*|leva\w*|participa\w*|ir|irei|vou|entrar|avis\w*|contact\w*|contat\w*)"
_BUYER = rf"{DEAL}|(?:cumpr\w*|como|onde|estao|sao|tem|e|voces|atend\w*)¤ (?:<4>)?(?:lgpd|rgpd|gdpr|dados|certific\w*|conform\w*|hospedad\w*|alojad\w*)[^\n?]{{0,80}}\?|nossos (?:<1>)?(?:clientes|usuarios)"
_THREATS = (
    PEN.threat(
        "lawyer",
        rf"(?:meus?|minha|noss[oa]s?|um|uma|o|a) (?:<1>)?{LAWYER} (?:<3>)?(?:vai|ira|vao|entrara|entrar|contat|contact|tomar|ira|ja|vos|ligar|escrever|cuidar|process|falar|vai|sera|sabera|trata)\w*|(?:acion|falar|passar|encaminh|envi|contat|contact|consult|entreg|remet|procur|chamar|avis|inform|inst|met|coloc|recorr|reencaminh|levar|envolv)\w* (?:<6>)?(?:ao |do |o |a |com |meus?|minha|noss[oa]s?|um|uma) ?(?:<1>)?{LAWYER}",
        0.85,
        unless=rf"{_BUYER}|revis|demo|duvida|reuniao|analis",
    ),
    PEN.threat(
        "legal_steps",
        r"(?:acao|acoes|medidas?|vias?|procediment\w*|consequencias?|processo|providencias|meios) (?:<1>)?(?:legal|legais|judicia\w*|juridic\w*|criminal|crimina\w*|penais|cabiveis)|judicialmente|(?:vou|irei|vamos|iremos) (?:<2>)?(?:processar|denunciar|acionar|queixar)|process(?:o|ar|arei|aremos) (?:<2>)?(?:voces|voce|a empresa|vos|judicial)|(?:process|denunci|acion)\w*-(?:los|las|vos|lo|la)|na justica|em tribunal|indenizac\w*|indemnizac\w*|danos morais|notificacao extrajudicial|multa\w*",
        0.9,
        unless=rf"{_BUYER}|processar (?:<2>)(?:pedido|dados|pagamento|a informacao|proposta|internamente)|evitar (?:<2>)multa",
    ),
    PEN.threat(
        "report_to_body",
        rf"{_TELL} (?:<8>)?{_BODY}|{_BODY} (?:<5>)?(?:denuncia|reclamacao|queixa|sera)|(?:apresent|abr|regist|fa[zrc]|form)\w* (?:<2>)?(?:uma )?(?:queixa|denuncia|reclamacao)",
        0.9,
        unless=rf"{_BUYER}|google (?:meet|agenda|drive)|suporte|pedido|entrega|chamado|fatura|(?:vou|ir) (?:<6>)google (?:meet|agenda)|ir (?:<4>)(?:autoridade)",
    ),
    PEN.threat(
        "report_spam",
        r"(?:report|marc|marqu|denunci|sinaliz|classific|consider|notific)\w* (?:<5>)?(?:spam|lixo eletronico|lixo|phishing|abuso|assedio|indesejad\w*)|(?:vou|irei|ja) (?:<3>)?(?:reportar|denunciar|reportei|denunciei|sinalizei|sinalizar)",
        0.95,
        unless=r"(?:por (?:engano|erro|outlook|gmail|nosso|google)|automaticamente|nosso (?:filtro|servidor)|caiu|foi para|parou|nossos? (?:e-?mails|mensagens)|erro|bug|problema)",
    ),
    PEN.threat(
        "unlawful",
        rf"(?:ilega\w*|ilicit\w*|crime|proibid\w* (?:<2>)?(?:por|{_LAW})|(?:viol|infring|descumpr|incumpr|infrac|contra|contrari|desrespeit|infra|fere)\w* (?:<3>)?{_LAW}|(?:isto|isso|esto) (?:<2>)?(?:assedio)|sem (?:meu|nosso|o meu|o nosso|previo) consentimento (?:<4>)?{_LAW}|assedio|perseguicao)",
        0.8,
        unless=rf"{_BUYER}|evitar|assedio (?:sexual|moral)|par\w* (?:<2>)(?:de )?assedi|contrat\w*|contrapro\w*|risco|preocup",
    ),
    PEN.threat(
        "law_demand",
        rf"(?:nos termos|com base|de acordo|conforme|segundo|ao abrigo|em conformidade|com fundamento|a luz) (?:<3>)?(?:{_LAW}|artigo \d+|art\.? ?\d+) (?:<9>)?(?:exij\w*|solicit\w*|inform\w*|requeir\w*|acesso|origem|elimin\w*|exclu\w*|indiqu\w*)|(?:artigo|art\.?) (?:6|7|13|14|15|17|18|77)¤|direito de acesso|base legal|(?:de onde|como|onde|quem) (?:<3>)?(?:obti\w*|obte\w*|conseguir\w*|conseguiu|arranj\w*|tirar\w*|peg\w*|tem|tem|deu|consegui\w*) (?:<3>)?(?:meus?|minhas?|noss[oa]s?) (?:<1>)?(?:dados|e-?mail|contat\w*|contact\w*|endereco|numero)¤ ?(?:<9>)?(?:lgpd|rgpd|lei|denunci\w*|consentimento|ilegal|anpd|direito|reclam\w*)",
        0.8,
        unless=_BUYER,
        note="data_request",
    ),
    PEN.threat(
        "complaint",
        r"(?:ultimo aviso|ultima vez que aviso|sofrer (?:as )?consequencias|(?:havera|tera|terao) (?:<1>)?consequencias|estao avisad\w*|boletim de ocorrencia|vao se arrepender|queixa[- ]crime)",
        0.8,
        unless=_BUYER,
    ),
    PEN.threat(
        "body_named",
        r"(?:anpd|cnpd|procon|anacom|reclame aqui|livro de reclamacoes|ministerio publico)¤",
        0.7,
        unless=rf"{_BUYER}|\?",
    ),
)
LANGUAGE = Language(name="portuguese", vocabulary=VOCABULARY, rules=(*_THREATS, *_OPTOUTS, *portuguese_answers.RULES))  # fmt: skip
