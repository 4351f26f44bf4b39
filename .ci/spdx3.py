# SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
# SPDX-License-Identifier: EUPL-1.2

"""Validates SPDX 3.0.1 documents by the JSON schema and the SHACL shapes of the specification.

The checks are those of spdx3-validate; schema, shapes and context, which it would fetch, come out of the
archive org.spdx:spdx-v3jsonld-store, the first argument. The documents are the others.
"""

import json
import sys
import zipfile

import rdflib
from spdx3_validate.core import check_graph, schema_validator
from spdx3_validate.spdx_versions import find_version

store = zipfile.ZipFile(sys.argv[1])


def resource(name):
    return json.loads(store.read(f"resources/{name}"))


schema = schema_validator(resource("schema-v3.0.1.json"))
context = resource("spdx-context-v3.0.1.jsonld")["@context"]
shapes = rdflib.Graph().parse(data=json.dumps(resource("spdx-model-v3.0.1.jsonld")), format="json-ld")

failed = False
for path in sys.argv[2:]:
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    version = find_version(document["@context"])
    errors = [f"{e.json_path}: {e.message[:300]}" for e in schema.iter_errors(document)]
    graph = rdflib.Graph().parse(data=json.dumps(document | {"@context": context}), format="json-ld")
    errors += check_graph(graph, shapes, version, True)
    print(f"{path}: {len(document['@graph'])} objects, {len(graph)} triples, {len(errors)} errors")
    for error in errors[:10]:
        print(error)
    failed = failed or bool(errors) or len(graph) == 0
sys.exit(failed)
