"""The web application: every page and API of the service is mounted here."""

from collections.abc import Callable
from datetime import UTC, datetime

from fastapi import FastAPI
from fastapi.responses import JSONResponse

from monitor.web.health import Pulse, verdict


def build_app(pulse: Callable[[], Pulse]) -> FastAPI:
    """The application; `pulse` tells how the service is when asked."""
    app = FastAPI(title="Footprint", docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/healthz")
    def healthz() -> JSONResponse:
        status, body = verdict(pulse(), datetime.now(UTC))
        return JSONResponse(body, status)

    return app
