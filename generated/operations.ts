// Written by scripts/generate.ts from test/api/snapshots/openapi.json. Do not edit.
export const operations = {
  /** Have changes delivered. `POST /v1/webhooks` */
  createWebhook: {"method":"POST","path":"/v1/webhooks","pathNames":[],"queryNames":[],"body":"json","answer":"json","has":["webhook"],"takesChain":true},
  /** Delete a webhook. `DELETE /v1/webhooks/{webhookId}` */
  deleteWebhook: {"method":"DELETE","path":"/v1/webhooks/{webhookId}","pathNames":["webhookId"],"queryNames":[],"body":"none","answer":"none","takesChain":false},
  /** Find inboxes by a wallet, an account or a key. `GET /v1/inboxes` */
  findInboxes: {"method":"GET","path":"/v1/inboxes","pathNames":[],"queryNames":["chain","wallet","account","keyId","cursor","limit"],"body":"none","answer":"json","has":["inboxes","asOf"],"takesChain":true,"list":"inboxes"},
  /** Read an account's balances in the PostOffice. `GET /v1/accounts/{address}` */
  getAccount: {"method":"GET","path":"/v1/accounts/{address}","pathNames":["address"],"queryNames":["chain","cursor","limit"],"body":"none","answer":"json","has":["balances","allowances","operators","hasMore","asOf"],"takesChain":true,"list":"balances"},
  /** List the chains served here. `GET /v1/chains` */
  getChains: {"method":"GET","path":"/v1/chains","pathNames":[],"queryNames":[],"body":"none","answer":"json","has":["chains"],"takesChain":false},
  /** Read what an inbox says of a subject. `GET /v1/inboxes/{inboxId}/consents/{subject}` */
  getConsent: {"method":"GET","path":"/v1/inboxes/{inboxId}/consents/{subject}","pathNames":["inboxId","subject"],"queryNames":["chain"],"body":"none","answer":"json","has":["asOf"],"takesChain":true},
  /** Stream every change, as it happens. `GET /v1/events` */
  getEvents: {"method":"GET","path":"/v1/events","pathNames":[],"queryNames":["chain","type","inboxId","relay","lastEventId"],"body":"none","answer":"events","takesChain":true},
  /** Read an inbox. `GET /v1/inboxes/{inboxId}` */
  getInbox: {"method":"GET","path":"/v1/inboxes/{inboxId}","pathNames":["inboxId"],"queryNames":["chain"],"body":"none","answer":"json","has":["inbox","asOf"],"takesChain":true},
  /** On which chains is this inbox registered? `GET /v1/inboxes/{inboxId}/chains` */
  getInboxChains: {"method":"GET","path":"/v1/inboxes/{inboxId}/chains","pathNames":["inboxId"],"queryNames":[],"body":"none","answer":"json","has":["chains"],"takesChain":false},
  /** Read a mailing and its life so far. `GET /v1/mailings/{mailingId}` */
  getMailing: {"method":"GET","path":"/v1/mailings/{mailingId}","pathNames":["mailingId"],"queryNames":[],"body":"none","answer":"json","has":["mailing","collected","steps","asOf"],"takesChain":false},
  /** Read a letter of a mailing with its proof. `GET /v1/mailings/{mailingId}/leaves/{index}` */
  getMailingLeaf: {"method":"GET","path":"/v1/mailings/{mailingId}/leaves/{index}","pathNames":["mailingId","index"],"queryNames":[],"body":"none","answer":"json","has":["proof","asOf"],"takesChain":false},
  /** Ask what a letter costs now. `GET /v1/quotes` */
  getQuote: {"method":"GET","path":"/v1/quotes","pathNames":[],"queryNames":["chain","inboxId","sender","relay","letterHash"],"body":"none","answer":"json","has":["options","asOf"],"takesChain":true},
  /** Read a relay. `GET /v1/relays/{address}` */
  getRelay: {"method":"GET","path":"/v1/relays/{address}","pathNames":["address"],"queryNames":["chain","cursor","limit"],"body":"none","answer":"json","has":["relay","prices","counts","asOf"],"takesChain":true,"list":"prices"},
  /** Read all that a local replica needs. `GET /v1/snapshot` */
  getSnapshot: {"method":"GET","path":"/v1/snapshot","pathNames":[],"queryNames":["chain"],"body":"none","answer":"ndjson","takesChain":true},
  /** Read a stamp and its life so far. `GET /v1/stamps/{stampId}` */
  getStamp: {"method":"GET","path":"/v1/stamps/{stampId}","pathNames":["stampId"],"queryNames":[],"body":"none","answer":"json","has":["steps","asOf"],"takesChain":false},
  /** Read what proves the state of a stamp. `GET /v1/stamps/{stampId}/proof` */
  getStampProof: {"method":"GET","path":"/v1/stamps/{stampId}/proof","pathNames":["stampId"],"queryNames":[],"body":"none","answer":"json","has":["block","asOf"],"takesChain":false},
  /** Read series for charts. `GET /v1/stats` */
  getStats: {"method":"GET","path":"/v1/stats","pathNames":[],"queryNames":["chain","bucket","from","to"],"body":"none","answer":"json","has":["tokens","buckets","asOf"],"takesChain":true},
  /** Read a webhook. `GET /v1/webhooks/{webhookId}` */
  getWebhook: {"method":"GET","path":"/v1/webhooks/{webhookId}","pathNames":["webhookId"],"queryNames":[],"body":"none","answer":"json","has":["webhook"],"takesChain":false},
  /** List the keys that an inbox has, had or banned. `GET /v1/inboxes/{inboxId}/keys` */
  listInboxKeys: {"method":"GET","path":"/v1/inboxes/{inboxId}/keys","pathNames":["inboxId"],"queryNames":["chain","atBlock","cursor","limit"],"body":"none","answer":"json","has":["keys","asOf"],"takesChain":true,"list":"keys"},
  /** List the stamps sent to an inbox. `GET /v1/inboxes/{inboxId}/stamps` */
  listInboxStamps: {"method":"GET","path":"/v1/inboxes/{inboxId}/stamps","pathNames":["inboxId"],"queryNames":["chain","status","cursor","limit"],"body":"none","answer":"json","has":["stamps","asOf"],"takesChain":true,"list":"stamps"},
  /** List what changed an account's balances. `GET /v1/accounts/{address}/movements` */
  listMovements: {"method":"GET","path":"/v1/accounts/{address}/movements","pathNames":["address"],"queryNames":["chain","token","cursor","limit"],"body":"none","answer":"json","has":["movements","asOf"],"takesChain":true,"list":"movements"},
  /** List the relays of a chain. `GET /v1/relays` */
  listRelays: {"method":"GET","path":"/v1/relays","pathNames":[],"queryNames":["chain","active","token","cursor","limit"],"body":"none","answer":"json","has":["relays","asOf"],"takesChain":true,"list":"relays"},
  /** List the stamps that an address has paid for. `GET /v1/senders/{address}/stamps` */
  listSenderStamps: {"method":"GET","path":"/v1/senders/{address}/stamps","pathNames":["address"],"queryNames":["chain","status","canExpire","cursor","limit"],"body":"none","answer":"json","has":["stamps","asOf"],"takesChain":true,"list":"stamps"},
  /** List the deliveries of a webhook. `GET /v1/webhooks/{webhookId}/deliveries` */
  listWebhookDeliveries: {"method":"GET","path":"/v1/webhooks/{webhookId}/deliveries","pathNames":["webhookId"],"queryNames":["cursor","limit"],"body":"none","answer":"json","has":["deliveries"],"takesChain":false,"list":"deliveries"},
  /** List the webhooks of an API key. `GET /v1/webhooks` */
  listWebhooks: {"method":"GET","path":"/v1/webhooks","pathNames":[],"queryNames":[],"body":"none","answer":"json","has":["webhooks"],"takesChain":false},
  /** Try a webhook. `POST /v1/webhooks/{webhookId}/ping` */
  pingWebhook: {"method":"POST","path":"/v1/webhooks/{webhookId}/ping","pathNames":["webhookId"],"queryNames":[],"body":"none","answer":"json","has":["webhook"],"takesChain":false},
  /** May this letter be carried, and what proves it? `POST /v1/proofs` */
  prove: {"method":"POST","path":"/v1/proofs","pathNames":[],"queryNames":[],"body":"json","answer":"json","has":["verdict","asOf"],"takesChain":true},
  /** Bring the letters of a mailing. `PUT /v1/mailings/{mailingId}/leaves` */
  putMailingLeaves: {"method":"PUT","path":"/v1/mailings/{mailingId}/leaves","pathNames":["mailingId"],"queryNames":[],"body":"octets","bodyName":"leaves","answer":"json","has":["mailingId","root","count","isNew"],"takesChain":false},
  /** Make a delivery again. `POST /v1/webhooks/{webhookId}/deliveries/{deliveryId}/redeliver` */
  redeliverWebhook: {"method":"POST","path":"/v1/webhooks/{webhookId}/deliveries/{deliveryId}/redeliver","pathNames":["webhookId","deliveryId"],"queryNames":[],"body":"none","answer":"json","has":["delivery"],"takesChain":false},
  /** Give a webhook another secret. `POST /v1/webhooks/{webhookId}/rotate` */
  rotateWebhook: {"method":"POST","path":"/v1/webhooks/{webhookId}/rotate","pathNames":["webhookId"],"queryNames":[],"body":"none","answer":"json","has":["secret","previousUntil"],"takesChain":false},
  /** May this letter be carried? `POST /v1/verify` */
  verify: {"method":"POST","path":"/v1/verify","pathNames":[],"queryNames":[],"body":"json","answer":"json","has":["asOf"],"takesChain":true},
  /** May these letters be carried? `POST /v1/verify/batch` */
  verifyBatch: {"method":"POST","path":"/v1/verify/batch","pathNames":[],"queryNames":[],"body":"json","answer":"json","has":["results","asOf"],"takesChain":true},
  /** Does this key speak for this inbox? `POST /v1/keys/verify` */
  verifyKey: {"method":"POST","path":"/v1/keys/verify","pathNames":[],"queryNames":[],"body":"json","answer":"json","has":["asOf"],"takesChain":true},
} as const
