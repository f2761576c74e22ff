"""No secret in the log."""

import pytest
import structlog

from monitor.logs import set_up_logs
from monitor.settings import LogFormat, Settings


@pytest.mark.parametrize("form", [LogFormat.JSON, LogFormat.CONSOLE])
def test_a_traceback_does_not_tell_what_a_log_line_may_not(form: LogFormat, capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs(Settings(log_format=form))
    try:
        raise ValueError("unknown url type: https://hooks.slack.com/services/T0/B0/geheim via http://u:geheim@proxy")
    except ValueError:
        structlog.get_logger().exception("a round failed")
    shown = capsys.readouterr().err
    assert "unknown url type" in shown
    assert "geheim" not in shown
