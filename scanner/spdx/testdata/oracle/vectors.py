# SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
# SPDX-License-Identifier: EUPL-1.2

"""Makes oracle.tsv: random licence expressions, judged by two programs that are not ours.

Whether an expression is valid is said by spdx-expression-parse (node), what it evaluates to by
license-expression (python). See README.md for how to run this and what the columns are.
"""

import json
import random
import re
import subprocess
import sys
from pathlib import Path

from license_expression import Licensing

HERE = Path(__file__).resolve().parent
SEED = 20260328
VALID, BROKEN = 3500, 3500
LONGEST = 260


OPERATORS = ("AND", "OR", "WITH")


def node(*args, text=""):
    run = subprocess.run(["node", str(HERE / "judge.mjs"), *args], input=text, capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


def listed(name):
    lines = (HERE.parents[1] / name).read_text().splitlines()
    return [line.split("\t")[0] for line in lines if not line.startswith("#")]


def reference(rng, prefix):
    name = prefix + "".join(rng.choice("abcxyzABC019.-") for _ in range(rng.randint(1, 6)))
    if rng.random() < 0.4:
        return "DocumentRef-" + rng.choice(["spdx-tool-1.2", "a", "X.1"]) + ":" + name
    return name


def atom(rng, licenses, exceptions):
    if rng.random() < 0.15:
        text = reference(rng, "LicenseRef-")
    else:
        text = rng.choice(licenses) + ("+" if rng.random() < 0.15 else "")
    if rng.random() < 0.2:
        text += " WITH " + rng.choice(exceptions)
    return text


def tree(rng, atoms, depth):
    """A random expression as tokens; parentheses stand where they must and, now and then, where they need not."""
    if depth == 0 or rng.random() < 0.1:
        tokens = rng.choice(atoms).split(" ")
        bare = True
    else:
        operator = rng.choice(["AND", "OR"])
        tokens = []
        for i in range(rng.choice([2, 2, 2, 3, 4])):
            tokens += ([operator] if i else []) + tree(rng, atoms, depth - 1)
        bare = rng.random() < 0.4
    return tokens if bare and rng.random() < 0.95 else ["(", *tokens, ")"]


def spell(rng, tokens):
    """Joins tokens by white space, of which more may stand than needed and, beside a parenthesis, none."""
    text = ""
    for t in tokens:
        needed = text and text[-1] not in "()" and t not in "()"
        if t in OPERATORS and rng.random() < 0.2:
            t = t.lower()
        text += " " * (rng.choice([1, 1, 1, 2]) if needed else rng.choice([0, 0, 1])) + t
    return text.strip() if rng.random() < 0.9 else " " + text + " "


def breakage(rng, tokens):
    """Damages an expression once or twice; what comes out may still be valid."""
    tokens = list(tokens)
    for _ in range(rng.choice([1, 1, 2])):
        i = rng.randrange(len(tokens)) if tokens else 0
        kind = rng.randrange(10)
        if kind == 0 and tokens:
            del tokens[i]
        elif kind == 1:
            tokens.insert(i, rng.choice(["AND", "OR", "WITH", "(", ")", "MIT", "Classpath-exception-2.0"]))
        elif kind == 2 and tokens:
            tokens[i] = rng.choice(["AND", "OR", "WITH", "(", ")", "Classpath-exception-2.0", "ISC"])
        elif kind == 3 and tokens:
            j = rng.randrange(len(tokens))
            tokens[i], tokens[j] = tokens[j], tokens[i]
        elif kind == 4 and tokens:
            tokens[i] += rng.choice(["+", "x", ".", "-", ":", "++", "_", "/", ",", "é"])
        elif kind == 5 and tokens:
            tokens[i] = tokens[i][1:]
        elif kind == 6 and tokens:
            tokens[i] = tokens[i][:-1]
        elif kind == 7:
            tokens.insert(i, rng.choice(["NONE", "NOASSERTION", "GPL", "Apache", "LicenseRef-", "DocumentRef-a:MIT", "+", ":", "LicenseRef-a_b"]))
        elif kind == 8 and tokens and tokens[i] in OPERATORS:
            if rng.random() < 0.5 or i + 1 == len(tokens):
                tokens[i] = tokens[i].capitalize()
            else:
                tokens[i : i + 2] = [tokens[i] + tokens[i + 1]]
        else:
            tokens = tokens[:i]
    return tokens


# What the annex settles and spdx-expression-parse leaves open. An expression with one of these is written
# down with what the annex says and the name of the difference, and counts apart from the agreement.
DIFFERENCES = [
    # Operators are all upper or all lower case; the package takes every case.
    ("operator-case", re.compile(r"(?<![A-Za-z0-9.:+-])(?!(?:AND|and|OR|or|WITH|with)(?![A-Za-z0-9.-]))(?i:and|or|with)(?![A-Za-z0-9.:+-])"), False),
    # White space stands on both sides of an operator; the package asks for none.
    ("operator-glued", re.compile(r"(?<![A-Za-z0-9.-])(?i:and|or|with)(?=[A-Za-z0-9.:+-])|\+(?i:and|or|with)(?![A-Za-z0-9.-])"), False),
    # Something stands between parentheses; the package passes over an empty pair.
    ("empty-parentheses", re.compile(r"\(\s*\)"), False),
    # A reference is one word; the package takes it apart at the colon.
    ("spaced-colon", re.compile(r" :|: "), False),
]


def difference(text, verdict):
    for name, pattern, annex in DIFFERENCES:
        if verdict != annex and pattern.search(text):
            return name, annex
    return "", verdict


def truth(text):
    """The atoms of a valid expression, sorted, and its truth table: row i sets atom k to bit k of i."""
    algebra = Licensing()
    parsed = algebra.parse(text)
    if parsed is None:
        raise ValueError(text)
    symbols = sorted(parsed.symbols, key=str)
    table = 0
    for i in range(1 << len(symbols)):
        values = {s: algebra.TRUE if i >> k & 1 else algebra.FALSE for k, s in enumerate(symbols)}
        if parsed.subs(values, simplify=True).simplify() == algebra.TRUE:
            table |= 1 << i
    return [str(s) for s in symbols], table


def main():
    rng = random.Random(SEED)
    known = node("vocabulary")
    licenses = sorted(i for i in set(known["licenses"]) & set(listed("licenses.tsv")) if "+" not in i)
    exceptions = sorted(set(known["exceptions"]) & set(listed("exceptions.tsv")))
    texts = {}
    for want, broken in ((VALID, False), (BROKEN, True)):
        made = 0
        while made < want:
            atoms = [atom(rng, licenses, exceptions) for _ in range(rng.choice([1, 3, 4, 5, 5, 6]))]
            tokens = tree(rng, atoms, rng.choice([0, 1, 2, 2, 2, 3]))
            text = spell(rng, breakage(rng, tokens) if broken else tokens)
            if len(text) < LONGEST and text.strip() and text not in texts:
                texts[text] = None
                made += 1
    lines, counts = [], {}
    for text, verdict in zip(texts, node(text=json.dumps(list(texts)))):
        name, valid = difference(text, verdict)
        columns = [text, "valid" if valid else "invalid", name]
        if valid:
            try:
                atoms, table = truth(text)
            except Exception as error:  # the second program reads other words than the first
                counts["unevaluated"] = counts.get("unevaluated", 0) + 1
                print("not evaluated:", text, error, file=sys.stderr)
            else:
                columns += [";".join(atoms), f"{table:x}"]
        key = columns[1] + (" " + name if name else "")
        counts[key] = counts.get(key, 0) + 1
        lines.append("\t".join(columns))
    out = HERE.parent / "oracle.tsv"
    out.write_text("\n".join(lines) + "\n")
    print(len(licenses), "licences,", len(exceptions), "exceptions in common;", counts)


if __name__ == "__main__":
    main()
