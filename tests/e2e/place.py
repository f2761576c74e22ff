"""The installed command in a folder of its own: real files, real processes, a real database."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

COMMAND = str(Path(sys.executable).with_name("footprint"))
CLEAN = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/tmp"), "PYTHONUNBUFFERED": "1"}


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on stdout; nothing else may stand there."""
        return json.loads(self.out)


@dataclass
class Place:
    """A config folder with its environment."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.environment = {
            **CLEAN,
            "FOOTPRINT_CONFIG_DIR": str(self.folder),
            "FOOTPRINT_ALLOW_PRIVATE": "1",
            "FOOTPRINT_TIMEOUT": "2",
            "FOOTPRINT_MAX_BYTES": "2000000",
            "FOOTPRINT_PORT": "0",
            **self.environment,
        }

    def sources(self, listed: Sequence[Mapping[str, Any]]) -> None:
        """Write sources.yaml; JSON is YAML too."""
        lines = "".join(f"  - {json.dumps(one, ensure_ascii=False)}\n" for one in listed)
        (self.folder / "sources.yaml").write_text(f"sources:\n{lines}" if lines else "sources: []\n", encoding="utf-8")

    def subscriptions(self, listed: Sequence[Mapping[str, Any]]) -> None:
        """Write subscriptions.yaml."""
        text = json.dumps({"subscriptions": listed}, ensure_ascii=False, indent=1)
        (self.folder / "subscriptions.yaml").write_text(text, encoding="utf-8")

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """The command, running."""
        return subprocess.Popen(
            [COMMAND, *arguments],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            # Tests that run in the background of a shell would hand down deaf ears.
            preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
        )

    def footprint(self, *arguments: str, timeout: float = 100) -> Done:
        """The command, to its end."""
        running = self.start(*arguments)
        try:
            out, err = running.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            running.kill()
            raise
        return Done(running.returncode, out, err)
