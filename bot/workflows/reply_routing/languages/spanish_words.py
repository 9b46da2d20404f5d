# ruff: noqa: E501 - a word list reads on one line
"""Words that several Spanish tables share."""

from bot.workflows.reply_routing.languages.writer import Writer, words
from bot.workflows.reply_routing.rule import any_of

PEN = Writer("spanish")
_DATA = (
    r"(?:datos?|informacion|correos?|e-?mails?|mails?|direccion\w*|nombres?|contactos?|contact|cuenta|numero|telefono|registros?|casilla|buzon|empresa|dominio|perfil|"
    r"direccion de correo|correo electronico)"
)
ME = rf"(?:(?:mis?|nuestr[oa]s?|tod[oa]s? (?:mis?|nuestr[oa]s?)) (?:<2>)?{_DATA}¤|(?:me|nos|a mi|a nosotros)¤|(?:est[ea]|estos|la presente) (?:<1>)?{_DATA}¤)"
LIST = any_of(
    r"listas? | listados? | bases?(?: de datos)? | bbdd | bd | ficheros? | registros? | sistemas? | newsletters? | boletin\w* | mailing\w* | distribucion | "
    r"envios? | difusion | crm | campanas? | secuencias? | contactos? | contact | agenda | suscripcion\w* | correos | archivos? | directorio | publicidad | datos"
)
LAWYER = any_of(
    r"abogad[oa]s? | asesor(?:ia|es)? (?:juridic[oa]s?|legal\w*) | departamento (?:legal|juridico) | equipo legal | bufete | legales? | servicios juridicos | letrad[oa]s? | gabinete juridico"
)
DEAL = r"(?<!\w)(?:contratos?|acuerdos?|nda|dpa|clausul\w+|firm\w+|condiciones|revis(?:a|an|ando|ar|e|en|aron|o)|propuesta|cotizacion|compra|convenio|anexo|pedido|licitacion|presupuesto)¤"
MONTH = (
    r"(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre)¤"
)
VOCABULARY = words(
    """
    acciones legales medidas abogados denunciare denuncio demanda reclamacion queja acoso prohibido delito
    tomaremos correos correo no por favor gracias que el los las un una su sus para con mi mis me nos nuestro
    nuestra usted ustedes es esta este esto estos hola buenos buenas saludos pero como cuando quiero deseo
    solicito ruego baja stop basta ya alto cancelar eliminar eliminame eliminenme elimine eliminen borrar borrame
    borrenme borren quitar quitame quitenme quiten sacame saquenme saquen darme denme deme dame dejen deje deja
    dejame dejenme dejadme suscripcion desuscribir desuscribirme desuscribanme desuscribirse darse remover
    removerme remuevan suprimir supriman anular spam denuncia denunciar abogado legal ilegal interesa interesado
    interesados interesada caro vacaciones ausente fuera oficina si claro perfecto cuanto donde tengo tenemos
    estamos soy lo y ahora mas muy vale desinscribir desinscribirme desapuntame apuntame oponerse ejerzo cese
    cesen paren pare parad borradme quitadme sacadme interesante verguenza hable escriba contacte otro otra aepd
    rgpd bloqueado cancelen cancele suficiente largo contactar contacten contactarme contactarnos escribir
    escriban escribirme escribas enviar envien envie enviarme envies mandar manden mande mandarme mandes llamar
    llamen llame molestar molesten molestarme molestes insistir insistan borre borrarme borrad elimina eliminad
    eliminarme quite quita quitarme retiren retire retirame retirenme retirar excluyan excluyanme excluir saca
    sacar publicidad propaganda boletin lista listado remitente bloquear bloqueo bloqueare mierda joder
    denunciaremos demandar juicio juzgado policia notificar reportar reportare reportado marcado incumplen vulnera
    asesoria proveedor presupuesto reunion disponible trimestre semestre nadie oposicion consentimiento olvidense
    olvidate vayanse dejarme
    decidido hemos seguimos queremos ver seguir
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre momento trimestre
    verano otono invierno lunes martes miercoles jueves viernes manana hablamos retomamos retomemos escribeme
    llamame contactame quiza quizas
    """
)
