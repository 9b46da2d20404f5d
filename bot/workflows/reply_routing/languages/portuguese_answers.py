# ruff: noqa: E501 - one grammatical pattern a line
"""Portuguese for no, for later, for somebody else, for yes, for absences, and for anger."""

from bot.workflows.reply_routing.languages.portuguese_words import DEAL, LAWYER, MONTH, PEN
from bot.workflows.reply_routing.rule import any_of

_NO = r"(?<!\w)(?:nao|nunca|nem|nenhum\w*|nada|sem|jamais|impossivel|pare\w*|deix\w+ de|chega|infelizmente|ja nao)¤"
_SEASON = any_of(
    r"verao | outono | inverno | primavera | ferias | natal | ano novo | ano que vem | proximo ano | fim (?:de|do) ano | final (?:de|do) ano | fechamento | fecho | carnaval | pascoa | auditoria | migracao | fusao | feira | orcamento"
)
_WHEN = (
    rf"(?:(?:(?:em|no|na|a|para|depois de|depois do|depois da|apos|antes de|antes do|ate|a partir de|desde|no inicio de|inicio de|em meados de|meados de|final de|fim de|o|la para|lá para|do)¤ ?(?:<1>)?){{0,3}}(?:{MONTH}|{_SEASON}|q[1-4]¤|t[1-4]¤|20\d\d|(?:proximo|seguinte|primeiro|segundo|terceiro|quarto|ultimo) (?:trimestre|semestre|mes|ano)|(?:trimestre|semestre|mes|ano) (?:que vem|proximo|seguinte))"
    r"|(?:em|daqui a|dentro de|daqui) (?:<1>)?(?:um|uma|dois|duas|tres|quatro|seis|\d+|uns|umas|alguns|algumas|varios) (?:mes(?:es)?|semanas?|anos?|trimestres?|dias)|mais (?:tarde|para (?:a )?frente|adiante|a frente|pra frente)|no futuro|(?:em )?outro momento|outra (?:altura|ocasiao|oportunidade)|futuramente)"
)
_AGAIN = r"(?:deix\w* (?:isso |isto )?para|fic\w* para|contat\w*|contact\w*|escrev\w*|lig\w*|fal\w*|volt\w*|retom\w*|procur\w*|convers\w*|revisit\w*|lembr\w*|vemos|vejamos|avis\w*|tent\w*|chame|chama|pergunt\w*|retorn\w*|ver|avaliar|reavali\w*|rever|marc\w*)"
_NOW = any_of(
    r"por (?:enquanto|ora|agora) | no momento | neste momento | nesse momento | agora | atualmente | de momento | este (?:ano|trimestre|semestre|mes) | esse (?:ano|trimestre|semestre|mes) | hoje | ainda | nesta altura | nesta fase"
)
_OBJECTIONS = (
    PEN.no(
        "no_interest",
        r"(?:nao|nem|nunca|sem|nenhum\w*|nada|tampouco) (?:<3>)?(?:interess\w*|precis\w*|necessi\w*|necessidade|encaix\w*|aplica|relevante|convenc\w*|util|serve|avancar|seguir|prosseguir|faz sentido|vale a pena|viavel|prioridade|procur\w*|a procura|adequa\w*|justifica)¤",
        0.9,
        unless=r"nao so|sem (?:necessidade|interesse) de|\?|nao (?:precis)\w* (?:<2>)(?:cartao|instal|responder)|nao seguir o",
    ),
    PEN.no(
        "no_thanks",
        r"(?:nao|nao,? (?:muito )?obrigad[oa]|obrigad[oa],? (?:mas )?nao(?: obrigad[oa])?|dispenso|passo|nao quero|agradeco mas nao)(?: (?:obrigad[oa]|valeu|abracos?))*",
        0.85,
        scope="sentence",
    ),
    PEN.no("no_thanks_start", r"nao,? (?:muito )?obrigad[oa]", 0.8),
    PEN.no(
        "price",
        r"(?:muito|demasiado|bastante|tao|bem) (?:car[oa]s?|elevad[oa]|alto)|(?:car[oa]|alto) demais|(?:nao|sem|nem|falta de|falta) (?:<3>)?(?:orcamento\w*|verba\w*|budget|dinheiro|recursos financeiros)¤|(?:fora|acima|ultrapassa|excede|alem) (?:<2>)?(?:orcamento|budget)",
        0.8,
        unless=r"(?:orcamento|verba) (?:<3>)?(?:congelad|comprometid|fechad|esgotad)",
    ),
    PEN.no(
        "have_one",
        r"(?:ficamos|ficar|continuamos|continuar|seguimos|seguir|permanecer\w*) com (?:<2>)?(?:atual|noss[oa]|fornecedor\w*|ferramenta)|(?:ja|atualmente) (?:<3>)?(?:temos|tenho|usamos|uso|trabalhamos|trabalho|contamos|utilizamos|somos|estamos|possuimos|contratamos|dispomos)¤ (?:<4>)?(?:fornecedor\w*|soluc\w*|ferramentas?|parceir\w*|sistema|software|outr[oa]s?|alguem|agencia|atendid\w*|plataforma|concorrente\w*|produto|intern\w*|isso|com|salesforce|hubspot|satisfeit\w*|um|uma|bem)|(?:internamente|in-?house|com recursos proprios|desenvolvimento proprio|solucao (?:propria|interna))|(?:satisfeit\w*|contentes|felizes) com|bem servid\w*|bem atendid\w*",
        0.8,
        unless=r"(?:satisfeit|felizes|contentes)\w* com (?:a demo|o teste|o piloto)|ja (?:temos|somos) (?:<3>)?(?:clientes? (?:de )?(?:voces|vossos)|reuniao|contrato com voces)|erro|nao funciona",
    ),
    PEN.no(
        "decided",
        r"(?:decidi\w*|opt\w*|escolh\w*|fech\w*|contrat\w*|selecion\w*) (?:<4>)?(?:outr[oa]s?|concorren\w*|nao (?:seguir|avancar|continuar|prosseguir)|alternativa|diferente)|declin\w*|descart\w*|recus\w*|nao (?:<2>)?(?:vamos|vou|iremos) (?:<1>)?(?:avancar|seguir|continuar|contratar|mudar|comprar|investir|prosseguir)|nao (?:<1>)?(?:e|seria) (?:<2>)?(?:o que|para nos|para mim|nosso|prioridade|prioritari\w*|adequad\w*)|nao (?:<1>)?(?:vemos|vejo) (?:<2>)?(?:valor|utilidade|sentido|vantagem)",
        0.8,
        unless=r"(?:momento|agora|altura)|reuniao",
    ),
)
_LATER = (
    PEN.later(
        "now_not",
        rf"(?:nao|impossivel|dificil|complicad\w*|mal|nada|nem|sem tempo) (?:<5>)?{_NOW}|{_NOW} (?:<6>)?(?:nao|impossivel|dificil|complicad\w*|ocupad\w*|sobrecarregad\w*|congelad\w*|focad\w*|outras|outros|demasiad\w*|sem (?:tempo|capacidade|disponibilidade)|fecho|fechamento)¤",
        0.75,
        unless=r"interess|precis|escritorio|ferias|caro|verba|ainda nao (?:<1>)?(?:recebi|funciona|respond|consegui|chegou|assin|peguei)|ninguem|agora nao para",
    ),
    PEN.later(
        "bad_time",
        r"(?:nao|mal) (?:<3>)?(?:bom momento|boa altura|momento certo|melhor momento|tempo|prioridade|disponibilidade|capacidade)¤|ma altura|(?:muito|demasiado) cedo|prematur\w*|(?:orcamento|verba)s? (?:<3>)?(?:congelad\w*|fechad\w*|esgotad\w*|comprometid\w*)|(?:em pausa|congelad\w*|adi(?:ar|amos|ado|ada)|posterg\w*)|em pleno|em plena|(?:sem|falta de) (?:tempo|disponibilidade|capacidade)|estamos em (?:<1>)?(?:auditoria|fecho|fechamento|migracao|fusao|mudanca)",
        0.8,
        unless=r"adi\w* (?:<3>)(?:reuniao|chamada)|reuniao|perder (?:<2>)tempo|interess",
    ),
    PEN.later(
        "come_back_then",
        rf"{_AGAIN} (?:<7>)?{_WHEN}|{_WHEN} (?:<7>)?{_AGAIN}",
        0.85,
        unless=r"ferias (?:e|ate)|escritorio|regress|ausente|advogad|denunci|(?:volto|regresso|retorno|voltarei|responder\w*) (?:<3>)?(?:a|em|ao|no|assim)|recebemos|recebi|fatura|chamado",
    ),
    PEN.later(
        "perhaps_later",
        rf"(?:talvez|quem sabe|pode ser|possivelmente|melhor|provavelmente|mas|eventualmente|so) (?:<3>)?{_WHEN}|nao (?:<5>)?(?:ate|antes (?:de|do|da)) (?:<2>)?(?:{MONTH}|{_SEASON}|\d|q[1-4]|fim|final|proximo|20\d\d)",
        0.8,
        unless=r"o mais tardar|escritorio|ferias|ausente",
    ),
)
_ELSEWHERE = (
    PEN.elsewhere(
        "not_the_one",
        r"(?:nao|nem) (?:<2>)?(?:sou|e|seria|somos) (?:<2>)?(?:a pessoa|o (?:contat\w*|contact\w*|responsavel|indicado|interlocutor|decisor|certo)|eu|quem|comigo|minha (?:area|responsabilidade|funcao)|meu (?:departamento|tema|pelouro|setor)|responsavel|encarregad[oa]|a responsavel)|nao (?:<2>)?(?:trato|cuido|me ocupo|decido|gero|me compete|passa por mim|tenho autonomia|trabalho (?:mais )?(?:com|nessa area|nesta area|nesse setor))¤|(?:pessoa|departamento|contat\w*|contact\w*|area) (?:errad\w*|incorret\w*)",
        0.85,
    ),
    PEN.elsewhere(
        "is_in_charge",
        r"(?:e|seria|sera|sao) (?:<3>)?(?:a pessoa (?:<1>)?(?:certa|indicada|responsavel|que)|o (?:responsavel|encarregado)|a responsavel|quem (?:<2>)?(?:cuida|trata|gere|decide|ve|lida|responde|toma|toca)|responsavel|encarregad[oa])|quem (?:<1>)?(?:cuida|trata|lida|gere|decide|responde) (?:<2>)?(?:disso|disto|desse|deste|aqui|por|com)?(?:<2>)?e¤|(?:cuida|trata|gere|lida|responde por|decide) (?:<1>)?(?:disso|disto|desse|deste|desses|deste|este|esse|com isso|sobre)|meu (?:<1>)?(?:colega|chefe|diretor|gestor|gerente|sucessor|substituto)|minha (?:<1>)?(?:colega|chefe|diretora|gestora|sucessora)",
        0.75,
        unless=r"quem (?:e|cuida|trata)[^.\n]*\?|voces|nao (?:sou|e) (?:<1>)?(?:eu )?quem (?:trata|cuida)(?! de)|(?:copio|incluo|adiciono|convid\w*|chamar) (?:<3>)(?:meu|minha)|ferias|urgen|ferramenta|ao meu chefe|ausen",
    ),
    PEN.elsewhere(
        "turn_to",
        r"(?:contat\w*|contact\w*|fal(?:e|em|a|ar)|escrev(?:a|am|er)|dirij\w*|procur(?:e|em|ar|a)|pergunt\w*|lig(?:ue|ar)|encaminh(?:e|ar)|consult(?:e|em|ar)|entr\w* em contat\w*|entr\w* em contact\w*) (?:<1>)?(?:diretamente |com |por |a |ao |para |pelo |pela |o |directamente )+(?:<1>)?(?:meu¤|minha|noss[oa]|compras|sr\.?|sra\.?|departamento|equipe|equipa|setor|area|[\w.]+@|[a-z]+ (?:de|do|da|no|na|que|quem)|[a-z]+¤)",
        0.7,
        unless=r"advogad|denunci|protecao de dados|(?:vou|vamos|tenho|preciso|quero|posso|podemos|podiamos|poderiamos|devo) (?:<2>)?(?:falar|contat|consult|pergunt|ligar|escrever)|com (?:voces?|vos|migo|nosco)|(?:fal\w*|lig\w*|contact|contat\w*) (?:<1>)?(?:me|na (?:proxima|segunda|terca|quarta|quinta|sexta)|em|no|amanha|depois|as|a partir|o mes|mes)|urgen|(?:voltar|voltarem|voltem?) a|lista|base|procure no|no (?:segundo|proximo|primeiro)|por (?:telefone|zoom|favor$)",
    ),
    PEN.elsewhere(
        "passed_on",
        r"(?:encaminh\w*|reencaminh\w*|repass\w*|passei|passo|transmit\w*|remet\w*) (?:<6>)?(?:a|ao|para o|para a|para) (?:<1>)?(?:meu|minha|noss[oa]|colega|departamento|equipe|equipa|responsavel|pessoa|compras|setor|area)",
        0.75,
        unless=r"advogad|juridic|policia",
        note="referral",
    ),
    PEN.elsewhere(
        "left",
        r"(?:ja nao|nao) (?:<1>)?(?:trabalh\w*|estou|faco parte|integro|atuo) (?:<1>)?(?:mais )?(?:em|na|no|com|para|aqui|parte|nessa|nesta)¤ ?(?:<1>)?|(?:deixei|sai da|sai do|abandonei) (?:<1>)?(?:empresa|companhia|cargo|funcao)|me aposentei|reformei-me|mudei de (?:empresa|emprego|area|cargo|funcao)",
        0.85,
        unless=r"nao (?:estou|trabalh\w*) (?:<2>)?(?:no escritorio|de acordo|interess|em condic|com|no momento|na lista)|na minha mesa",
        note="left",
    ),
)
_DAY = r"(?:segunda(?:-feira)?|terca(?:-feira)?|quarta(?:-feira)?|quinta(?:-feira)?|sexta(?:-feira)?|amanha|hoje|proxima semana|semana que vem|esta semana|as \d{1,2}(?:[:.h]\d\d|h)?|\d{1,2}[:.]\d\d|\d{1,2}h(?:\d\d)?|\d{1,2}/\d{1,2}|a tarde|de manha|de tarde)¤"
_THING = any_of(
    r"informac\w* | info | infos | detalhes? | precos? | tabela | proposta | orcamento | cotacao | apresentac\w* | folheto | brochura | catalogo | link | convite | contrato | exemplos? | referencias | casos? | demo\w* | material | materiais | documentac\w* | video | ficha | disponibilidade | horarios? | agenda"
)
_PITCH = r"(?:oferecemos|somos uma (?:agencia|empresa)|nossos servicos|gostaria de conhecer|teria interesse|podemos ajudar\w*|se (?:tiver|houver) interesse|caso tenha)"
_POSITIVE = (
    PEN.yes(
        "sounds_good",
        r"(?:(?:soa|parece|pareceu|achei|esta|seria|e|acho) (?:<2>)?(?:bem|muito bom|bom|interessante|otimo|perfeito|excelente|fantastico|promissor|util|legal|bacana)|boa ideia|exatamente o que|(?:com (?:muito )?(?:gosto|prazer))|de acordo|combinado|fechado|vamos em frente|pode ser|conte comigo|adorei|topo)",
        0.8,
        unless=rf"{_NO}|mas¤|{_PITCH}|robo|mais (?:tarde|para)",
    ),
    PEN.yes(
        "interest",
        r"(?:(?:me|nos) interess\w*|interessa-(?:me|nos)|(?:estou|estamos|fiquei|ficamos|estaria) (?:<2>)?interessad\w*|(?:tenho|temos|ha) (?:<1>)?interesse|(?:gostaria|gostariamos|queria|quero|queremos|adoraria|gostava) (?:<2>)?(?:de )?(?:<2>)?(?:saber mais|conhecer|ver|testar|experimentar|agendar|marcar|entender|mais (?:informac\w*|detalhes)|avancar|contratar|comecar|comprar|falar|uma (?:demo|reuniao|proposta|cotacao)|receber (?:<2>)?(?:proposta|informac\w*|orcamento|cotacao)))",
        0.85,
        unless=rf"{_NO}|{_PITCH}|se (?:me|nos|tiver)|mais tarde|de onde|remov|exclu|descadastr",
    ),
    PEN.yes(
        "day_works",
        rf"{_DAY} (?:<5>)?(?:me|nos)? ?(?:serve|da para mim|posso|podemos|fica bem|fica bom|esta bem|esta bom|funciona|tenho|seria bom|e bom|ok|otimo|livre|disponivel|pode ser|convem)¤|(?:que tal|podemos|posso|podemos marcar|disponivel|livre|lig\w*|reuniao|chamada|call|demo|falar|falamos|agendar|marcar|conversar|conversamos|encontro) (?:<5>)?{_DAY}",
        0.85,
        unless=rf"{_NO}|ferias|escritorio|ausente|cancel|adi(?:ar|amos|ado)|{_PITCH}|desde|regresso|volto|advogad|retir|remov|sair mais",
        note="meeting",
    ),
    PEN.yes(
        "lets_meet",
        r"(?:podemos|podiamos|poderiamos|pode|podem|vamos|agend\w*|marc\w*|combin\w*|organiz\w*|fazer|ter|reserv\w*|propon\w*|propo\w*) (?:<4>)?(?:reuniao|chamada|ligacao|demo\w*|call|conversar|conversa|encontro|videochamada|bate-?papo|falar)¤|quando (?:<1>)?(?:podemos|pode|podem|poderiamos|tem|comec\w*|estao|da|seria)|(?:me lig\w*|ligue-me|liga-me|me liguem|me ligar|me chame)|proximos passos|qual (?:<1>)?(?:disponibilidade|sua agenda)",
        0.8,
        unless=rf"{_NO}|{_PITCH}|mais tarde|(?:{MONTH})|(?:semestre|trimestre|mes que vem|ano que vem|proximo (?:ano|mes))|parar|cancel|quando (?:vao|deix)|denunci",
        note="meeting",
    ),
    PEN.yes(
        "send_me",
        rf"(?:envi\w*|mand\w*|pass\w*|partilh\w*|compartilh\w*|remet\w*|fa[cç]\w* chegar|da\w*|receber|tem|teria|precis\w*|prepar\w*) (?:<5>)?{_THING}",
        0.8,
        unless=rf"{_NO}|{_PITCH}|mais tarde|(?:lhe|vos|te) (?:envio|mando|passo)|(?:enviei|mandei|recebi|recebemos)¤|fatura|minhas informac|meus dados|suporte|parem|pare¤",
        note="information",
    ),
    PEN.yes(
        "price_question",
        r"(?:quanto (?:<3>)?(?:custa|custaria|e|fica|sai|seria|cobram|vale)|(?:qual|quais|que) (?:<3>)?(?:precos?|custos?|valor|valores|tarifas?|mensalidade)|(?:preco|custo|valor) (?:<2>)?(?:por|para) (?:<1>)?(?:usuario|utilizador|licenca|mes|ano|\d+))",
        0.8,
        unless=rf"{_PITCH}|quanto tempo|quantas vezes",
    ),
    PEN.yes(
        "product_question",
        r"(?:cumpr\w*|onde|como|tem|oferec\w*|integra\w*|suport\w*|ha|e compativel|fica\w*|existe|voces|funciona|estao|sao|atend\w*|da para)¤ (?:<7>)?(?:lgpd|rgpd|gdpr|dados|hospedad\w*|alojad\w*|api|sso|salesforce|hubspot|integra\w*|conecta\w*|referencias|teste|fidelizacao|seguranca|certific\w*|iso|implementac\w*|implantac\w*|compativel|idiomas|servidores)¤[^?\n]{0,90}\?",
        0.8,
        unless=rf"{_PITCH}|meus dados|meu (?:e-?mail|contat)|de onde|onde (?:obti|conseg|peg|arranj)|erro|senha|chamado|nao funciona",
    ),
    PEN.yes(
        "buying",
        rf"{LAWYER} (?:<5>)?(?:revis|revê|reve|valid|ver|aprov|assin|coment|deu|est|analis|le|olh)\w* (?:<5>)?{DEAL}|(?:{LAWYER}|compras|diretoria|direcao|financeiro|seguranca) (?:<4>)?(?:aprov\w*|luz verde|sinal verde|ok|valid\w*)|(?:orcamento|verba) (?:<2>)?(?:aprovad[oa]|liberad[oa])|(?:prontos? para|queremos|vamos) (?:<1>)?(?:assinar|comecar|comprar|contratar|arrancar|fechar)|assinamos",
        0.85,
        unless=rf"{_NO}|spam|denunci|ilegal",
    ),
    PEN.yes(
        "yes_alone",
        r"(?:sim|claro|claro que sim|com certeza|perfeito|de acordo|ok|okay|combinado|otimo|com (?:muito )?(?:gosto|prazer)|certo|por que nao|porque nao|sim claro|sim por favor|vamos|bora|fechado|pode ser|beleza|topo)(?: (?:obrigad[oa]|por favor|claro|perfeito|sim|com gosto|vamos|pode ser|muito obrigad[oa]))*",
        0.8,
        scope="text",
    ),
    PEN.yes(
        "yes_first",
        r"(?:sim|claro|perfeito|ok|de acordo|com certeza|com prazer|com gosto) (?:<9>)?(?:envi|mand|reuniao|demo|semana|lig|agend|marc|interes|serve|info|preco|dispon|amanha|segunda|terca|quarta|quinta|sexta|proposta|pode ser|fal|orcament)\w*[^\n]*",
        0.8,
        scope="sentence",
        unless=rf"{_NO}|mais (?:tarde|para)|proximo (?:mes|ano|trimestre)",
    ),
    PEN.yes(
        "hand_over",
        r"(?:tir|retir|remov|elimin)\w* (?:<4>)?(?:copia|cc|conversa|thread)¤[^\n]{0,60}(?:segue|continua|assume|toma|encarrega|cuida|trata|lidera|conduz|fica)",
        0.85,
        note="hand_over",
    ),
    PEN.yes(
        "brings_in",
        r"(?:copio|adiciono|incluo|coloco|ponho em copia|convido|em copia) (?:<3>)?(?:o |a )?(?:meu|minha|noss[oa]) (?:<1>)?(?:chefe|diretor\w*|responsavel|equipe|equipa|colega|gerente|cto|cfo|ceo|ti)",
        0.8,
        unless=rf"{_NO}|advogad",
        note="stakeholder",
    ),
)
_MACHINES = (
    PEN.machine(
        "away",
        r"(?:estou|estarei|encontro-me|me encontro|estamos|estaremos|esta|encontrar-me-ei|atualmente) (?:<3>)?(?:de ferias|em ferias|fora d[oe] (?:meu )?escritorio|ausente|em viagem|de licenca|de baixa|viajando|sem acesso|fora do pais)|fora d[oe] escritorio|ausente (?:do|ate|por)|(?:escritorio|empresa) (?:<2>)?(?:fechad\w*|encerrad\w*)|licenca (?:maternidade|de maternidade|paternidade|parental)",
        0.85,
        unless=r"depois das (?:minhas )?ferias|reuniao|(?:ela|ele) esta",
    ),
    PEN.machine(
        "back",
        r"(?:volto|regresso|retorno|regressarei|retornarei|voltarei) (?:<2>)?(?:a|em|no|na|ao|dia)¤|(?:ao|no|do|apos) meu (?:regresso|retorno)",
        0.75,
    ),
    PEN.machine(
        "no_access",
        r"(?:nao|sem|acesso) (?:<2>)?(?:acesso|limitado|terei acesso|consult\w*) (?:<3>)?(?:ao |a |meu |o )?(?:e-?mails?|correio|mensagens|mail)|acesso (?:<1>)?(?:limitado|intermitente|restrito)",
        0.8,
    ),
    PEN.machine(
        "urgent",
        r"(?:em caso de|para|se for|assuntos?|casos?) (?:<2>)?(?:urgen\w*)",
        0.75,
        unless=r"(?:muito|e) urgente (?:que|por favor)|chamado|ticket",
    ),
    PEN.machine(
        "received",
        r"(?:recebemos|foi recebid\w*|recebi|registramos|registamos) (?:<2>)?(?:mensagem|solicitac\w*|e-?mail|pedido|contato|contacto|contact|chamado)|(?:obrigad[oa] (?:por|pelo|pela)|agradecemos) (?:<2>)?(?:mensagem|contat\w*|contact\w*|e-?mail|entrar em)[^\n]{0,120}(?:responder\w*|brevidade|breve|assim que|horas|mais rapido|retornar\w*)",
        0.8,
        unless=r"(?<!\w)(?:nao|nunca)¤|recebi (?:<2>)(?:e-?mail|mensagem) (?:<2>)(?:mas|e |de voces)",
    ),
    PEN.machine(
        "automatic",
        r"(?:resposta|mensagem|e-?mail) automatic[oa]|nao responda a est[ea]|gerad[oa] automaticamente",
        0.85,
    ),
)
_MOODS = (
    PEN.mood(
        "angry",
        r"(?:vergonha|vergonhos\w*|inaceitavel|indignad\w*|ridicul\w*|patetic\w*|golpe|golpistas|ladroes|furios\w*|absurdo|falta de respeito|merda|lamentavel|pessim[oa]|idiotas?|palhacada|revoltante|descaso|de saco cheio|escandalo|burla|vigarice)¤",
        "anger",
    ),
    PEN.mood("ignored", r"ninguem (?:<2>)?(?:respond\w*|atend\w*|retorn\w*|lig\w*|ajud\w*)", "anger"),
    PEN.mood(
        "another_robot",
        r"(?:outr[oa]|mais um|mais uma|que legal|otimo|lindo) (?:<2>)?(?:robo\w*|e-?mail (?:automatico|de ia|em massa|de vendas)|bot|ia¤|spam|template)|(?:robo|bot|ia|chatgpt) (?:<2>)?(?:escrev|ger|redig)\w*|(?:escrito|gerado|feito) (?:por|com|pelo) (?:<1>)?(?:um |uma |a |o )?(?:robo|ia|chatgpt|bot)",
        "sarcasm",
    ),
    PEN.mood(
        "pitch",
        r"(?:oferecemos|somos uma (?:agencia|empresa)|somos especializad\w*|desenvolvemos) (?:<8>)?(?:seo|sites?|websites?|desenvolvimento|leads|marketing|outsourcing|recrutamento|aplicativos)",
        "pitch",
    ),
)
RULES = (*_OBJECTIONS, *_LATER, *_ELSEWHERE, *_POSITIVE, *_MACHINES, *_MOODS)  # fmt: skip
