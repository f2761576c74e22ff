# Two stages: wheels are built in the first, the second holds neither compiler nor pip cache.
FROM python:3.11-slim AS build
WORKDIR /src
COPY requirements.lock pyproject.toml README.md LICENSE sources.yaml watchlist.yaml subscriptions.yaml ./
COPY monitor monitor
COPY db db
COPY alerts alerts
RUN python -m venv /opt/footprint \
 && /opt/footprint/bin/pip install --no-cache-dir --require-hashes -r requirements.lock \
 && /opt/footprint/bin/pip install --no-cache-dir --no-deps .

FROM python:3.11-slim
RUN useradd --create-home --uid 10001 footprint \
 && mkdir -p /data && chown footprint:footprint /data
COPY --from=build /opt/footprint /opt/footprint
ENV PATH=/opt/footprint/bin:$PATH PYTHONUNBUFFERED=1 FOOTPRINT_CONFIG_DIR=/data FOOTPRINT_HOST=0.0.0.0 FOOTPRINT_PORT=8642
USER footprint
WORKDIR /data
VOLUME /data
EXPOSE 8642
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:%s/healthz' % os.environ['FOOTPRINT_PORT'], timeout=4)"]
# `init` writes the YAML files only where they are not there yet.
CMD ["sh", "-c", "footprint init && exec footprint run"]
