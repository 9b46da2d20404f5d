"""Describe: which objects and fields there are, for the user who asks."""

from integrations.sandbox.salesforce_call import Answer, Call
from integrations.sandbox.salesforce_schema import Field, SObject
from integrations.sandbox.salesforce_store import Store

_SOAP_TYPES = {
    "id": "tns:ID",
    "reference": "tns:ID",
    "boolean": "xsd:boolean",
    "int": "xsd:int",
    "currency": "xsd:double",
    "percent": "xsd:double",
    "date": "xsd:date",
    "datetime": "xsd:dateTime",
    "base64": "xsd:base64Binary",
}


def describe_global(call: Call, store: Store) -> Answer:
    """GET /sobjects: every object in short."""
    call.allow("GET")
    sobjects = [_about(call, each) for each in store.schema.objects.values()]
    return Answer(200, {"encoding": "UTF-8", "maxBatchSize": 200, "sobjects": sobjects})


def describe_basic(call: Call, sobject: SObject) -> Answer:
    """GET /sobjects/{object}: the object in short."""
    return Answer(200, {"objectDescribe": _about(call, sobject), "recentItems": []})


def describe(call: Call, sobject: SObject) -> Answer:
    """GET /sobjects/{object}/describe: the object with its visible fields and its children."""
    call.allow("GET")
    children = [
        {"relationshipName": name, "childSObject": child, "field": field, "cascadeDelete": False}
        for name, (child, field) in sobject.children.items()
    ]
    fields = [_field(call, sobject, field) for field in sobject.visible(call.actor.hidden)]
    return Answer(
        200, _about(call, sobject) | {"fields": fields, "childRelationships": children, "recordTypeInfos": []}
    )


def _about(call: Call, sobject: SObject) -> dict[str, object]:
    writable = sobject.writable and sobject.name not in call.actor.forbidden
    where = f"{call.base}/sobjects/{sobject.name}"
    return {
        "name": sobject.name,
        "label": sobject.label,
        "labelPlural": sobject.plural,
        "keyPrefix": sobject.prefix,
        "custom": False,
        "createable": writable,
        "updateable": writable,
        "deletable": writable,
        "queryable": True,
        "retrieveable": True,
        "urls": {"sobject": where, "describe": f"{where}/describe", "rowTemplate": f"{where}/{{ID}}"},
    }


def _field(call: Call, sobject: SObject, field: Field) -> dict[str, object]:
    writable = not {sobject.name, f"{sobject.name}.{field.name}"} & call.actor.forbidden
    options = [
        {"active": True, "defaultValue": False, "label": value, "validFor": None, "value": value}
        for value in field.picklist
    ]
    return {
        "name": field.name,
        "label": field.label,
        "type": "string" if field.type == "idlist" else field.type,
        "soapType": _SOAP_TYPES.get(field.type, "xsd:string"),
        "length": field.length,
        "precision": 18 if field.type == "currency" else 0,
        "scale": 2 if field.type == "currency" else 0,
        "createable": field.createable and sobject.writable and writable,
        "updateable": field.updateable and sobject.writable and writable,
        "nillable": not field.required and field.type not in ("boolean", "id"),
        "defaultedOnCreate": field.type == "boolean" or field.name == "OwnerId",
        "filterable": field.filterable,
        "sortable": field.filterable,
        "custom": field.custom,
        "externalId": field.unique,
        "unique": field.unique,
        "idLookup": field.id_lookup or field.type == "id",
        "restrictedPicklist": field.restricted,
        "picklistValues": options,
        "referenceTo": list(field.references),
        "relationshipName": field.relationship,
        "nameField": field.name == "Name",
        "calculated": False,
        "inlineHelpText": None,
    }
