"""Folders of transcripts to compare two readers with: the same for the same seed."""
import json
import os
import random
import uuid

WORDS = "fix the bug in parser and add a test for über naïve 日本語 emoji 😀 then run it \\ \" \t quickly".split(" ")
PROMPTS = ["<command-name>/clear</command-name>", "<local-command-stdout>x</local-command-stdout>", "<tick>", "<goal>g",
           "[Request interrupted by user for tool use]", "<ide_opened_file>f</ide_opened_file>", "\n \t", "   x  ",
           "<ide_selection>a\nb</ide_selection> and more", "<session-start-hook>s"]
TIMES = ["2026-01-02T03:04:05.678Z", "2026-01-02T03:04:05Z", "2025-12-31T23:59:59.999+02:00", "no time", ""]


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def id(self):
        return str(uuid.UUID(int=self.random.getrandbits(128), version=4))

    def text(self, most=12):
        return " ".join(self.random.choice(WORDS) for _ in range(self.random.randint(1, most)))

    def maybe(self, chance):
        return self.random.random() < chance

    def transcript(self, session):
        """The lines of one transcript: a tree that grew, with all that the CLI and accidents put in between."""
        r = self.random
        lines, entries, tools = [], [], []
        for number in range(r.choice([0, 1, 3, 10, 40])):
            kind = r.choice(["user", "user", "assistant", "assistant", "progress", "system", "attachment", "summary",
                             "custom-title", "ai-title", "tag", "last-prompt", "garbage"])
            if kind == "garbage":
                lines.append(r.choice(["", "{", "null", "[1]", "{\"type\":\"user\"}", " ", "{\"type\":\"user\",\"uuid\":3}",
                                       "\x00", "{\"a\":\"\\ud800\"}", "}" * 5, "{\"type\":\"user\",\"uuid\":\"x\",}"]))
                continue
            if kind in ("summary", "custom-title", "ai-title", "tag", "last-prompt"):
                key = {"summary": "summary", "custom-title": "customTitle", "ai-title": "aiTitle", "tag": "tag",
                       "last-prompt": "lastPrompt"}[kind]
                value = "" if self.maybe(0.2) else self.text(4)
                entry = {"type": kind, key: value, "sessionId": session}
                if self.maybe(0.2):
                    entry = dict(reversed(entry.items()))
                lines.append(self.line(entry))
                continue
            parent = None
            if entries:
                parent = entries[-1] if self.maybe(0.7) else r.choice(entries)
            own = r.choice(entries) if entries and self.maybe(0.03) else self.id()
            entry = {"parentUuid": parent, "type": kind, "uuid": own, "sessionId": session,
                     "timestamp": r.choice(TIMES[:3]) if self.maybe(0.8) else r.choice(TIMES)}
            for key, values, chance in (("isSidechain", [True, False], 0.15), ("isMeta", [True, False, 0, 1], 0.1),
                                        ("teamName", ["t", "", None], 0.05), ("agentId", ["a", "b"], 0.1),
                                        ("isCompactSummary", [True], 0.03), ("gitBranch", ["main", "fix/ü", ""], 0.5),
                                        ("cwd", ["/srv/one", "/srv/\"two\"", ""], 0.5)):
                if self.maybe(chance):
                    entry[key] = r.choice(values)
            if kind == "user":
                if tools and self.maybe(0.5):
                    call, source = r.choice(tools)
                    entry["message"] = {"role": "user", "content": [{"type": "tool_result", "tool_use_id": call}]}
                    if self.maybe(0.6):
                        entry["parentUuid"] = source
                    if self.maybe(0.4):
                        entry["sourceToolAssistantUUID"] = source
                else:
                    text = r.choice(PROMPTS) if self.maybe(0.3) else self.text(60 if self.maybe(0.2) else 12)
                    entry["message"] = {"role": "user", "content": r.choice(
                        [text, [{"type": "text", "text": text}], [{"type": "image"}], None, 3])}
            if kind == "assistant":
                content = [{"type": "text", "text": self.text()}]
                if self.maybe(0.6):
                    call = r.choice(tools)[0] if tools and self.maybe(0.05) else self.id()
                    tools.append((call, own))
                    content = [{"type": "tool_use", "id": call, "name": "Bash",
                                "input": {"tag": "no", "customTitle": "not this?" if self.maybe(0.1) else 1}}]
                entry["message"] = {"id": r.choice(["m1", "m2", "m3", self.id(), ""]), "content": content}
            entries.append(own)
            lines.append(self.line(entry))
        body = "\n".join(lines)
        if self.maybe(0.8):
            body += "\n"
        raw = body.encode("utf-8", "surrogatepass")
        if self.maybe(0.1):
            raw = raw[:r.randint(0, len(raw))]
        if self.maybe(0.1):
            place = r.randint(0, len(raw))
            raw = raw[:place] + b"\xff\xc3" + raw[place:]
        if self.maybe(0.1):
            filler = self.line({"type": "system", "note": "x" * 900}) + "\n"
            raw = raw + (b"\n" if raw else b"") + (filler * r.choice([80, 200])).encode() + raw
        return raw

    def line(self, entry):
        spaced = self.maybe(0.1)
        return json.dumps(entry, ensure_ascii=self.maybe(0.3), separators=None if spaced else (",", ":"))


def write(folder, seed, sessions=12):
    """Makes a configuration folder; the ids that are in it."""
    maker = Maker(seed)
    r = maker.random
    ids = []
    for project in ("-srv-one", "-srv-two", "odd name", "-"):
        where = os.path.join(folder, "projects", project)
        os.makedirs(where)
        for _ in range(sessions):
            own = r.choice(ids) if ids and maker.maybe(0.05) else maker.id()
            name = own.upper() if maker.maybe(0.05) else own
            path = os.path.join(where, name + ".jsonl")
            if os.path.exists(path):
                continue
            ids.append(name)
            with open(path, "wb") as file:
                file.write(maker.transcript(own))
            seconds = 1_700_000_000 + len(ids) * 7
            os.utime(path, (seconds, seconds))
        for name in ("notes.jsonl", maker.id() + ".txt", maker.id() + ".jsonl.bak"):
            with open(os.path.join(where, name), "w") as file:
                file.write("{}\n")
        os.mkdir(os.path.join(where, maker.id() + ".jsonl"))
        os.symlink("/nonexistent", os.path.join(where, maker.id() + ".jsonl"))
    return ids
