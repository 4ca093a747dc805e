"""
The models of the timeline twice: with every check and without any that only refuses (bounds, lengths,
counts, patterns, formats). Tags, enumerations and what is required stay, for they make the C types, which
are the same in both.

The seed's own schema has few checks. `formats` is the seed with what the protocol says of its strings and
numbers beside: handles, DIDs, at:// URIs, CIDs and languages by pattern, times and links by format.
"""
import copy

KINDS = ("seed", "formats")
TWINS = ("checked", "bare")

CHECKS = {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength",
          "pattern", "format", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties"}

LABEL = "[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
DID = "did:[a-z]+:[a-zA-Z0-9._:%-]*[a-zA-Z0-9._-]"
AT_URI = {"pattern": "^at://%s(/[a-zA-Z0-9.-]+(/[a-zA-Z0-9._~:-]+)?)?$" % DID}
LINK = {"format": "uri"}
TIME = {"format": "date-time"}
COUNT = {"minimum": 0, "maximum": 10 ** 12}

MEMBERS = {
    "did": {"pattern": "^%s$" % DID, "maxLength": 2048},
    "handle": {"pattern": r"^(%s\.)+[a-zA-Z]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$" % LABEL, "maxLength": 253},
    "cid": {"pattern": "^[a-zA-Z0-9+=]{8,256}$"},
    "uri": {"pattern": "^(https?|at)://[^ ]+$"},
    "following": AT_URI, "followedBy": AT_URI, "like": AT_URI, "repost": AT_URI, "blocking": AT_URI,
    "avatar": LINK, "banner": LINK, "fullsize": LINK, "thumbnail": LINK, "playlist": LINK,
    "createdAt": TIME, "indexedAt": TIME, "cts": TIME,
    "displayName": {"maxLength": 640}, "text": {"maxLength": 3000}, "alt": {"maxLength": 10000},
    "byteStart": {"minimum": 0}, "byteEnd": {"minimum": 0}, "width": {"minimum": 1}, "height": {"minimum": 1},
    "likeCount": COUNT, "replyCount": COUNT, "repostCount": COUNT, "quoteCount": COUNT,
}
LANGUAGE = {"pattern": "^(i|[a-z]{2,3})(-[a-zA-Z0-9]+)*$"}


def without_checks(schema):
    """A schema, or what is inside of one. The names of properties are nobody's keywords."""
    if isinstance(schema, list):
        return [without_checks(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {}
    for name, value in schema.items():
        if name in ("properties", "patternProperties", "$defs", "schemas"):
            kept[name] = {key: without_checks(inner) for key, inner in value.items()}
        elif name not in CHECKS:
            kept[name] = without_checks(value) if name not in ("const", "enum", "default") else value
    return kept


def add_to(schema, checks):
    """Checks for a string or integer, or the branch of a nullable one that is that."""
    wanted = "integer" if "minimum" in checks else "string"
    for branch in schema.get("anyOf", [schema]):
        if branch.get("type") == wanted and "const" not in branch and "enum" not in branch:
            for name, value in checks.items():
                branch.setdefault(name, value)


def add_formats(schemas):
    for schema in schemas.values():
        for name, member in schema.get("properties", {}).items():
            if name in MEMBERS:
                add_to(member, MEMBERS[name])
            if name == "langs":
                for branch in member.get("anyOf", [member]):
                    if "items" in branch:
                        add_to(branch["items"], LANGUAGE)


def specs(models):
    """The pairs KIND_TWIN, spec for the kinds `seed` and `formats`. models: the seed, parsed."""
    for kind in KINDS:
        checked = copy.deepcopy(models)
        if kind == "formats":
            add_formats(checked["components"]["schemas"])
        for twin, spec in zip(TWINS, (checked, without_checks(checked))):
            yield "%s_%s" % (kind, twin), spec
