"""Counts the constraint sites of STS over the raw JSON of the model, on its own, and compares them with `list --json`.

Usage: count-sites.py MODEL LISTING. Exits 1 and prints both sides where a site and side is missing or too many.
"""

import json
import sys

TRAITS = "smithy.api#"


def sites(shapes, operation, structure, prefix=""):
    for name, member in shapes[structure].get("members", {}).items():
        yield from member_sites(shapes, operation, prefix + name, member)


def member_sites(shapes, operation, path, member):
    own = member.get("traits", {})
    if TRAITS + "required" in own:
        yield operation, path, "required", None
    target = shapes.get(member["target"])
    if target is None:
        return
    traits = {**target.get("traits", {}), **own}
    for trait in ("length", "range"):
        for end in ("min", "max"):
            if end in traits.get(TRAITS + trait, {}):
                yield operation, path, f"{trait}.{end}", traits[TRAITS + trait][end]
    if TRAITS + "pattern" in traits:
        yield operation, path, "pattern", None
    if target["type"] == "list":
        yield from member_sites(shapes, operation, path + ".member", target["member"])
    if target["type"] == "structure":
        yield from sites(shapes, operation, member["target"], path + ".")


def main(model_file, listing_file):
    shapes = json.load(open(model_file, encoding="utf-8"))["shapes"]
    counted = [
        site
        for shape_id, shape in shapes.items()
        if shape["type"] == "operation" and shape["input"]["target"] in shapes
        for site in sites(shapes, shape_id.split("#")[1], shape["input"]["target"])
    ]
    violable = [site for site in counted if not (site[2] == "length.min" and site[3] == 0)]

    listing = json.load(open(listing_file, encoding="utf-8"))
    checks = [check for check in listing["checks"] if check["area"] == "constraint"]
    listed = [
        (entry["operation"], entry["member"], entry["constraint"], entry["side"])
        for entry in checks + listing["unjudged"]
    ]
    expected = [(*site[:3], side) for site in counted for side in ("inside", "outside")]
    missing, extra = set(expected) - set(listed), set(listed) - set(expected)
    twice = len(listed) - len(set(listed))
    print(f"{len(counted)} constraint sites in the model, {len(violable)} of them violable")
    print(f"{len(checks)} constraint checks and {len(listing['unjudged'])} sides listed without one")
    for kind, names in (("missing", missing), ("not in the model", extra)):
        for name in sorted(names):
            print(f"{kind}: {'/'.join(name)}")
    judged = {(c["operation"], c["member"], c["constraint"]) for c in checks}
    unjudged = [site for site in violable if site[:3] not in judged]
    for site in unjudged:
        print(f"no check on either side: {'/'.join(site[:3])}")
    return 1 if missing or extra or twice or unjudged else 0


sys.exit(main(*sys.argv[1:]))
