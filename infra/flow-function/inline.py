"""Puts index.py into the CloudFormation template, from which Terraform has it too."""

import pathlib
import re
import textwrap

HERE = pathlib.Path(__file__).parent
TEMPLATE = HERE.parent / "cloudformation" / "flow-function.yaml"


def inlined():
    source = textwrap.indent((HERE / "index.py").read_text(), " " * 10)
    block = re.compile(r"(?<=        ZipFile: \|\n)(?: {10}.*\n|\n)+(?=\n  \S)")
    template, count = block.subn(lambda _: source, TEMPLATE.read_text())
    if count != 1:
        raise SystemExit(f"{TEMPLATE} has {count} blocks of code instead of one")
    return template


if __name__ == "__main__":
    TEMPLATE.write_text(inlined())
