#!/usr/bin/env python3
"""Writes the bill of materials of what is shipped, as CycloneDX 1.6 JSON, from the lock files: src/*/packages.lock.json and the charts' package-lock.json.

Usage: eng/sbom.py [OUTPUT]      default: artifacts/freeboard.cdx.json
The same lock files give the same bytes: no clock, no random number. Licences come from the packages themselves where they are in the local package folder.
"""
import base64
import glob
import hashlib
import json
import os
import re
import sys
import uuid
import xml.etree.ElementTree as ElementTree

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PACKAGES = os.environ.get("NUGET_PACKAGES") or os.path.expanduser("~/.nuget/packages")
PROPS = open(os.path.join(ROOT, "Directory.Build.props"), encoding="utf-8").read()
VERSION = re.search("<Version>(.+?)</Version>", PROPS).group(1)

# Analysers that look at the source and enter nothing that is shipped.
DEVELOPMENT = {"microsoft.codeanalysis.bannedapianalyzers"}


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def nuget_licence(name, version):
    """The licence that a package states: an SPDX expression, or the name of its file; None where it states none."""
    path = os.path.join(PACKAGES, name.lower(), version.lower(), name.lower() + ".nuspec")
    if not os.path.exists(path):
        # A bill without its licences would be other bytes for the same locks, and say nothing of it.
        sys.exit("sbom: %s %s is not restored, so its licence is not known. Run 'dotnet restore Freeboard.slnx' first." % (name, version))
    for element in ElementTree.parse(path).iter():
        tag = element.tag.rsplit("}", 1)[-1]
        if tag == "license":
            if element.get("type") == "expression":
                return {"expression": element.text.strip()}
            return {"license": {"name": "file " + element.text.strip() + " of the package"}}
        if tag == "licenseUrl" and element.text and "deprecateLicenseUrl" not in element.text:
            return {"license": {"name": "stated by address", "url": element.text.strip()}}
    return None


def nuget():
    """Components and edges of the .NET packages of every project that is shipped."""
    components, edges, direct = {}, {}, {}
    for lock in sorted(glob.glob(os.path.join(ROOT, "src", "*", "packages.lock.json"))):
        project = os.path.basename(os.path.dirname(lock))
        for framework in read(lock)["dependencies"].values():
            resolved = {name.lower(): entry.get("resolved") for name, entry in framework.items()}
            for name, entry in framework.items():
                if entry["type"] == "Project":
                    continue
                ref = "pkg:nuget/%s@%s" % (name, entry["resolved"])
                component = {
                    "type": "library",
                    "bom-ref": ref,
                    "name": name,
                    "version": entry["resolved"],
                    "scope": "excluded" if name.lower() in DEVELOPMENT else "required",
                    "purl": ref,
                    # NuGet's own hash of the package's content; for an unsigned package that of the file.
                    "properties": [{"name": "nuget:contentHash", "value": base64.b64decode(entry["contentHash"]).hex()}],
                }
                licence = nuget_licence(name, entry["resolved"])
                if licence:
                    component["licenses"] = [licence]
                components[ref.lower()] = component
                edges.setdefault(ref.lower(), set()).update(
                    ("pkg:nuget/%s@%s" % (other, resolved[other.lower()])).lower() for other in entry.get("dependencies", {}) if resolved.get(other.lower()))
                if entry["type"] == "Direct":
                    direct.setdefault(project, set()).add(ref.lower())
    return components, edges, direct


def npm():
    """Components and edges of what the charts' bundle is made of; development packages are listed as excluded."""
    lock = read(os.path.join(ROOT, "src", "Freeboard.Reporting", "charts", "package-lock.json"))
    components, edges = {}, {}
    for path, entry in sorted(lock["packages"].items()):
        if not path or entry.get("optional") and entry.get("dev"):
            continue
        name = path.rsplit("node_modules/", 1)[-1]
        ref = "pkg:npm/%s@%s" % (name.replace("@", "%40"), entry["version"])
        component = {
            "type": "library",
            "bom-ref": ref,
            "name": name,
            "version": entry["version"],
            "scope": "excluded" if entry.get("dev") else "required",
            "purl": ref,
        }
        if entry.get("license"):
            component["licenses"] = [{"expression": entry["license"]}]
        algorithm, _, digest = entry.get("integrity", "").partition("-")
        if algorithm == "sha512":
            component["hashes"] = [{"alg": "SHA-512", "content": base64.b64decode(digest).hex()}]
        components[ref.lower()] = component
        edges[ref.lower()] = set()
        for other in entry.get("dependencies", {}):
            target = lock["packages"].get("node_modules/" + other)
            if target:
                edges[ref.lower()].add(("pkg:npm/%s@%s" % (other.replace("@", "%40"), target["version"])).lower())
    roots = {("pkg:npm/%s@%s" % (name.replace("@", "%40"), lock["packages"]["node_modules/" + name]["version"])).lower() for name in lock["packages"][""]["dependencies"]}
    return components, edges, roots


def main():
    output = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "artifacts", "freeboard.cdx.json")
    components, edges, direct = nuget()
    more, more_edges, charts = npm()
    components.update(more)
    edges.update(more_edges)
    root = "pkg:nuget/Freeboard.Cli@" + VERSION
    edges[root.lower()] = set().union(*direct.values()) | charts
    names = {key: component["bom-ref"] for key, component in components.items()}
    names[root.lower()] = root
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {"type": "application", "bom-ref": root, "name": "freeboard", "version": VERSION, "purl": root, "licenses": [{"license": {"id": "Apache-2.0"}}]},
            "tools": {"components": [{"type": "application", "name": "eng/sbom.py", "version": VERSION}]},
            "lifecycles": [{"phase": "build"}],
        },
        "components": [components[key] for key in sorted(components)],
        "dependencies": [{"ref": names[key], "dependsOn": sorted(names[other] for other in edges[key] if other in names)} for key in sorted(edges)],
    }
    # The serial number says which contents these are.
    document["serialNumber"] = "urn:uuid:" + str(uuid.UUID(hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()[:32], version=5))
    os.makedirs(os.path.dirname(os.path.abspath(output)), exist_ok=True)
    with open(output + ".partial", "w", encoding="utf-8", newline="\n") as file:
        json.dump(document, file, indent=2, sort_keys=True, ensure_ascii=False)
        file.write("\n")
    os.replace(output + ".partial", output)
    shipped = [c for c in document["components"] if c["scope"] == "required"]
    print("%s: %d components shipped, %d for building only; %d without a stated licence" % (output, len(shipped), len(document["components"]) - len(shipped), sum("licenses" not in c for c in shipped)))


main()
