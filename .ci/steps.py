# SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
# SPDX-License-Identifier: EUPL-1.2

"""Runs the scripts of action.yml and templates/lizenzlotse.yml as a runner would, over trees with names that no shell may run."""

import os
import pathlib
import subprocess
import tempfile

import yaml

root = pathlib.Path(__file__).resolve().parent.parent


def shell(script, interpreter, folder, environment):
    done = subprocess.run(interpreter + [script], cwd=folder, env=os.environ | environment, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def expect(what, ok, said):
    print(("ok   " if ok else "FAIL ") + what)
    if not ok:
        raise SystemExit(said)


def tree(folder, licence):
    name = "a b; $(touch ran) 'c'"
    (folder / name).mkdir(parents=True)
    (folder / name / "package.json").write_text('{"name": "x", "version": "1.0.0", "license": "%s"}\n' % licence)
    return name


action = yaml.safe_load((root / "action.yml").read_text())
scripts = {step["name"]: step for step in action["runs"]["steps"] if "run" in step}
defaults = {name: str(value.get("default", "")) for name, value in action["inputs"].items()}

with tempfile.TemporaryDirectory() as temporary:
    work = pathlib.Path(temporary) / "work"
    work.mkdir()
    runner = {"RUNNER_TEMP": temporary, "GITHUB_OUTPUT": temporary + "/output", "LIZENZLOTSE_CACHE": ""}

    def run(step, inputs):
        def value(text):
            for name, given in (defaults | inputs).items():
                text = text.replace("${{ inputs.%s }}" % name, given)
            return text.replace("${{ github.action_path }}", str(root))

        environment = {name: value(text) for name, text in scripts[step].get("env", {}).items()}
        return shell(scripts[step]["run"], ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"], work, environment | runner)

    code, out, err = run("Build", {})
    expect("the action builds the program", code == 0, err)
    name = tree(work, "GPL-3.0-only")
    code, out, err = run("Check", {"path": name, "policy": "opencode", "fail-on": "review", "output": "sarif=x.sarif\njunit=x.xml"})
    expect("the action checks, and fails at the gate", code == 1 and (work / "x.sarif").exists() and (work / "x.xml").exists(), out + err)
    expect("it annotates", "::notice title=Lizenzlotse::" in out, out)
    expect("it tells the exit code", "exit-code=1" in (pathlib.Path(temporary) / "output").read_text(), out)
    expect("it runs nothing of its inputs", not (work / "ran").exists(), out)
    code, out, err = run("Check", {"path": name, "policy": "opencode", "fail-on": "review", "output": "json=%s/main.json" % temporary})
    code, out, err = run("Check", {"path": name, "policy": "opencode", "fail-on": "review", "only-new": temporary + "/main.json"})
    expect("what main had does not fail the step", code == 0, out + err)
    code, out, err = run("Check", {"path": "nowhere"})
    expect("a wrong input is exit code 2", code == 2, out + err)

    inputs, job = yaml.safe_load_all((root / "templates/lizenzlotse.yml").read_text())
    given = {n: str(v.get("default", "")) for n, v in inputs["spec"]["inputs"].items()} | {"path": name, "policy": "opencode"}
    for key in list(job):
        body = job[key]

    def component(inputs):
        environment = {}
        for variable, text in body["variables"].items():
            for n, v in (given | inputs).items():
                text = text.replace("$[[ inputs.%s ]]" % n, v)
            environment[variable] = text
        environment["PATH"] = temporary + "/lizenzlotse:" + os.environ["PATH"]
        script = "\n".join(body["before_script"] + body["script"])
        return shell(script, ["sh", "-e", "-c"], work, environment | {"LIZENZLOTSE_CACHE": ""})

    code, out, err = component({})
    reports = list(body["artifacts"]["reports"].values()) + body["artifacts"]["paths"]
    expect("the component writes all its reports, and fails at the gate", code == 1 and all((work / f).exists() for f in reports), out + err)
    expect("it runs nothing of its inputs", not (work / "ran").exists(), out)
    code, out, err = component({"fail-on": "review", "only-new": temporary + "/main.json"})
    expect("what main had does not fail the component", code == 0, out + err)
