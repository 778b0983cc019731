# One image for all processes of Pennypost; the command says which. docs/operations/production.md tells how to run it.
#
#     docker build -t pennypost .
#     docker run … pennypost                               the API
#     docker run … pennypost node scripts/indexer.ts       the indexer of the chain in CHAIN_ID
FROM node:24.21.0-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY sdk/package.json ./sdk/
RUN npm ci --omit=dev --no-audit --no-fund

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production \
    API_HOST=0.0.0.0 \
    DATA_DIR=/tmp/pennypost \
    HARDHAT_DISABLE_TELEMETRY=true \
    PONDER_TELEMETRY_DISABLED=true
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json tsconfig.json index.ts ponder.config.ts ./
COPY api ./api
COPY deployments ./deployments
COPY docs ./docs
COPY generated ./generated
# Ponder writes its types and its cache of them into its root at each start.
COPY --chown=node:node indexer ./indexer
COPY protocol ./protocol
COPY scripts ./scripts
USER node
EXPOSE 8787
# Both processes end within their grace on it: the API answers what was asked, the supervisor of the indexer passes SIGINT on to
# Ponder, which would leave its lock behind at a SIGTERM.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.API_PORT || 8787) + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "api/server.ts"]
