# ruff: noqa: E501 - a word list reads on one line
"""Words that several Portuguese tables share."""

from bot.workflows.reply_routing.languages.writer import Writer, words
from bot.workflows.reply_routing.rule import any_of

PEN = Writer("portuguese")
_DATA = r"(?:dados?|informac\w*|e-?mails?|mails?|enderecos?|nomes?|contat\w*|contact\w*|conta|numero|telefone|cadastro|registros?|registos?|caixa|empresa|dominio|perfil|correio)"
ME = rf"(?:(?:meus?|minhas?|noss[oa]s?|tod[oa]s os meus) (?:<2>)?{_DATA}¤|(?:me|nos|mim|a mim)¤|est[ea]s? (?:<1>)?{_DATA}¤)"
LIST = any_of(
    r"listas? | listagem | bases?(?: de dados)? | banco(?: de dados)? | bd | cadastros? | registros? | registos? | sistemas? | newsletters? | mailings? | distribuicao | envios? | crm | "
    r"campanhas? | sequencias? | contat\w* | contact\w* | agenda | subscric\w* | assinatura | e-?mails? | arquivos? | ficheiros? | publicidade | divulgacao | spam | dados"
)
LAWYER = any_of(
    r"advogad[oa]s? | juridic[oa] | departamento juridico | escritorio de advocacia | assessoria juridica | gabinete juridico | equipe juridica | equipa juridica"
)
DEAL = r"(?<!\w)(?:contratos?|acordos?|nda|dpa|clausul\w+|assin(?:ar|amos|atura|a|e|ou)|condicoes|revis(?:a|ar|ando|ao|ou)|revê|reve|analisa|analisando|proposta|cotacao|compra|aditivo|minuta|termos|aprov\w+|orcamento)¤"
MONTH = r"(?:janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro)¤"
VOCABULARY = words(
    """
    nao não obrigado obrigada voces voce vocês você por favor meu minha meus nosso nossa nossos seu sua ola oi bom
    dia boa tarde sim para com mais uma um os as dos das da pelo pela estou estamos sou tenho temos quero gostaria
    desejo solicito peco peço pare parem parar chega stop basta sair remover remova removam remove retirar retirem
    retire retira excluir exclua excluam exclui apagar apague apaguem apaga cancelar cancelem cancele cancela
    descadastrar descadastre descadastrem descadastro descadastramento descadastra desinscrever desinscreva
    subscricao assinatura eliminar elimine eliminem tirar tirem tire tira deixem deixe deixa denunciar denuncia
    processar advogado lgpd anpd procon cnpd ferias ausente fora escritorio caro interesse interessa interessado
    interessados claro combinado perfeito quanto quando isso este esta esse essa mas porque ja tambem numa num aos
    ao fale procure contate contacte verba absurdo vergonha spam lista somos vossa vosso vossos nunca nem
    bloqueado medidas legais tomarei reclamacao queixa ilegal encontro regresso retorno somente bloquear encerrar
    marquei contatar contatem contactar contactem contactarem escrever escrevam escreva enviar enviem envie envia
    mandar mandem mande manda ligar liguem ligue incomodar incomodem incomode insistir insistam perturbar
    perturbem desinscricao bloqueie bloqueiem publicidade propaganda base advogada juridico justica reclamar
    denunciarei notificar reportar reportei viola violam esqueçam esquecam sumam suma consentimento oposicao
    orcamento reuniao disponivel trimestre semestre ninguem encaminhei colega pfv pf gentileza retirada exclusao
    remocao telefonem apagado tirado removido excluido proposta
    ficamos fornecedor atual continuamos seguimos
    janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro momento verao outono
    inverno segunda terca quarta quinta sexta amanha falamos retomamos talvez agora depois
    """
)
