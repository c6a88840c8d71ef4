# The arena as one process, with the system's Chromium. It needs a Postgres: DATABASE_URL (docker-compose.yml brings one).
# Not yet proven: no Docker was at hand where this was written. Build from the top: docker build -f deploy/images/arena.Dockerfile -t agent-arena .

FROM node:24-bookworm-slim AS build
WORKDIR /arena
COPY . .
# After the install npm builds everything by itself ("prepare").
RUN npm ci && npm prune --omit=dev && rm -rf .nx

FROM node:24-bookworm-slim
# procps: `ps` tells whether a process that an earlier arena left is still the one that it was.
RUN apt-get update \
  && apt-get install -y --no-install-recommends chromium fonts-liberation procps \
  && rm -rf /var/lib/apt/lists/* \
  && install -d -o node -g node -m 711 /data
WORKDIR /arena
COPY --from=build /arena ./
USER node
ENV NODE_ENV=production \
  ARENA_HOST=0.0.0.0 \
  ARENA_PORT=3000 \
  ARENA_DATA_DIR=/data \
  ARENA_CHROMIUM=/usr/bin/chromium \
  ARENA_LOG=json
VOLUME /data
EXPOSE 3000
# Ready means that a match can be started; the answer names what is missing.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.ARENA_PORT + '/health/ready').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "tools/start.mjs"]
