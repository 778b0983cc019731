// Written by scripts/generate.ts from test/api/snapshots/openapi.json. Do not edit.
export type paths = {
    readonly "/v1/accounts/{address}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read an account's balances in the PostOffice
         * @description Balances per token, page by page, as anyone may credit any account with any token; and whom the account lets spend them.
         */
        readonly get: operations["getAccount"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/accounts/{address}/movements": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List what changed an account's balances
         * @description Deposits, withdrawals, credits and debits in the PostOffice, newest first, each with its stamps or mailing where there are any. Postage that was paid straight from a wallet never was in a balance, and is not listed.
         */
        readonly get: operations["listMovements"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/chains": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the chains served here
         * @description Contracts, indexed block, node head, safe and finalized block, lag and health of each chain. Answers also while chains are unfit, and says which and why.
         */
        readonly get: operations["getChains"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Stream every change, as it happens
         * @description Server-sent events: each has an `id` and a `FeedEntry` as `data`, in order, without gaps, none twice. What a reorg undoes is told by an entry of the type `retracted`, also if nobody was listening; what then happens anew, by an entry of its own.
         *
         *     Without an id the stream begins now. A client that comes again says with `Last-Event-ID`, as browsers do, or `lastEventId` what it has; too old an id, or one of another feed, is `cursor_expired`, and names the snapshot to begin anew from. The stream ends whenever the server restarts or the client cannot follow: come again.
         *
         *     Nothing is told while the chain is unfit; an event named `status` says so, with `fit: false` and the code of the problem, and another one that it is fit again. Every 15 s without news a comment keeps the connection open.
         */
        readonly get: operations["getEvents"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/inboxes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Find inboxes by a wallet, an account or a key
         * @description A wallet is linked to at most one inbox of a chain. Accounts and keys may be claimed by any number, rightly or not: each entry has what the claim is worth.
         */
        readonly get: operations["findInboxes"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/inboxes/{inboxId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read an inbox
         * @description Who an inbox is on one chain: recovery, wallets, accounts and keys, what it asks of strangers, and counts of its keys and stamps.
         */
        readonly get: operations["getInbox"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/inboxes/{inboxId}/chains": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * On which chains is this inbox registered?
         * @description Asks every chain served here, each for itself: a chain that cannot be asked has its problem as its entry, and no other is the worse for it. Inboxes of one id on several chains have one creator, as the id is derived from it; who holds them now each chain says for itself.
         */
        readonly get: operations["getInboxChains"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/inboxes/{inboxId}/consents/{subject}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read what an inbox says of a subject
         * @description Its own word on this subject and no other: what follows from words on the inbox and the other wallets of a sender, `POST /v1/verify` and `GET /v1/quotes` say.
         */
        readonly get: operations["getConsent"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/inboxes/{inboxId}/keys": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the keys that an inbox has, had or banned
         * @description By id, page by page. With `atBlock` each has its status at the end of that block besides, as `POST /v1/keys/verify` would say it.
         */
        readonly get: operations["listInboxKeys"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/inboxes/{inboxId}/stamps": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the stamps sent to an inbox
         * @description Newest first, page by page, those of one status if it is given.
         */
        readonly get: operations["listInboxStamps"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/keys/verify": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Does this key speak for this inbox?
         * @description Now, and at a moment if one is given. A signature is judged at its stamp’s block, which is evidence, never at a time that its signer claims; without a stamp only `statusNow` counts.
         */
        readonly post: operations["verifyKey"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/mailings/{mailingId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a mailing and its life so far
         * @description No chain is needed: a mailing id has its chain inside, so at most one chain has it. Not found means not on any chain served here; if one of them cannot be asked, that is the answer instead.
         */
        readonly get: operations["getMailing"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/mailings/{mailingId}/leaves": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Bring the letters of a mailing
         * @description Anyone may, once the mailing is indexed: they are kept only if they hash to its root. 64 bytes each, inboxId ‖ letterHash, in the order of their indexes, exactly `count` × 64. What is here already is not read again. Bytes count against a daily quota of the client address.
         */
        readonly put: operations["putMailingLeaves"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/mailings/{mailingId}/leaves/{index}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a letter of a mailing with its proof
         * @description What `PostOffice.collectMail` and `POST /v1/verify` take of one letter. Only where somebody has brought the letters.
         */
        readonly get: operations["getMailingLeaf"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/proofs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * May this letter be carried, and what proves it?
         * @description A verdict, and if it is eligible, Merkle proofs (`eth_getProof`) of every word of the chain’s state that it rests on, with the header of their block: to be checked against a block hash that you trust, without trusting this API. A refusal comes without proofs, as absence cannot be proven. Costs several requests to the node: ask `verify` for every letter, and this for those that matter.
         */
        readonly post: operations["prove"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/quotes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Ask what a letter costs now
         * @description Nothing if the inbox allows the sender or takes letters free of postage; else stake and carriage in each token that inbox and relay share, with the expiry to post with and the transaction to sign. `deliverable` is false where no postage helps.
         */
        readonly get: operations["getQuote"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/relays": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the relays of a chain
         * @description The directory, by address, page by page: anyone may stand in it, as registering is free. Those in service or not, and those that accept a token, if asked for.
         */
        readonly get: operations["listRelays"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/relays/{address}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a relay
         * @description Who it is, what it asks in each token that it accepts, page by page, and what became of the stamps that name it.
         */
        readonly get: operations["getRelay"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/senders/{address}/stamps": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the stamps that an address has paid for
         * @description Newest first, page by page. `canExpire` tells which of them anyone may have expired now, which gives the stake back; with `canExpire=true` there are no others.
         */
        readonly get: operations["listSenderStamps"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/snapshot": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read all that a local replica needs
         * @description A JSON object a line: the first has a position in the feed and the key of each table, the last, of the type `end`, another one; between them is a row of the index on each line. Without that last line it is not whole: throw it away and ask again.
         *
         *     The rows are read while they change, so they are of different blocks. With the entries of the feed after the first position applied in order, each replacing the rows in its `state`, they are the index as it is at one block, from the second position on. Reorgs are in the feed, too.
         *
         *     Left out are stamps and mailings that expired a day ago or earlier, and what serves display only.
         */
        readonly get: operations["getSnapshot"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/stamps/{stampId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a stamp and its life so far
         * @description No chain is needed: a stamp id has its chain inside, so at most one chain has it. One that was called off before it was posted has the status `voided` and no other fields than its sender. Not found means not on any chain served here; if one of them cannot be asked, that is the answer instead.
         */
        readonly get: operations["getStamp"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/stamps/{stampId}/proof": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read what proves the state of a stamp
         * @description The Merkle proof (`eth_getProof`) of the one word that the chain keeps of a stamp, with the header of its block: to be checked against a block hash that you trust. Its fields are not in there: the stamp id is their hash.
         */
        readonly get: operations["getStampProof"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/stats": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read series for charts
         * @description What happened on a chain per hour or day: stamps and their outcomes, postage per token, inboxes, mailings. At most 400 buckets; counted from the rows at `asOf`, so the last one changes until it is over.
         */
        readonly get: operations["getStats"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/verify": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * May this letter be carried?
         * @description The first row of the verdict table whose condition holds decides. A refusal is an answer like any other: status 200, `eligible: false`, and a `reason`.
         */
        readonly post: operations["verify"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/verify/batch": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * May these letters be carried?
         * @description Up to 1,000 letters of one chain, judged as of one block by one look into the index. Results stand in the order of the items; a bad item has its problem as its result and spoils no other.
         */
        readonly post: operations["verifyBatch"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the webhooks of an API key
         * @description All that the API key has made and not deleted, disabled ones too, oldest first.
         */
        readonly get: operations["listWebhooks"];
        readonly put?: never;
        /**
         * Have changes delivered
         * @description Each entry that comes into the feed of a chain from now on, and is of one of the types, is posted to the url as `{ type, timestamp, data }`, where `data` is the entry; signed after Standard Webhooks (`webhook-id`, `webhook-timestamp`, `webhook-signature`). Whatever is not answered with 2xx within 10 s is tried again, for about three days. A message may come more than once, with the same `webhook-id`, and messages may come in another order than that of the feed, which `data.id` tells.
         */
        readonly post: operations["createWebhook"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{webhookId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a webhook
         * @description What it delivers, and how its receiver is doing. Its secret is not told again.
         */
        readonly get: operations["getWebhook"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Delete a webhook
         * @description Its deliveries go with it. An attempt that is being made at this moment is not called back.
         */
        readonly delete: operations["deleteWebhook"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{webhookId}/deliveries": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the deliveries of a webhook
         * @description Newest first: those that are still tried, and those of the last seven days that were made or given up. What a receiver answered beyond its status is not kept.
         */
        readonly get: operations["listWebhookDeliveries"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{webhookId}/deliveries/{deliveryId}/redeliver": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Make a delivery again
         * @description The same message with the same `webhook-id`, whether it was delivered or given up, and tried as often as a new one. One that is still tried is left as it is; those of a disabled webhook are given up at once.
         */
        readonly post: operations["redeliverWebhook"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{webhookId}/ping": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Try a webhook
         * @description Sends one message of type `webhook.ping` at once, past the queue, and tells what the receiver answered; takes up to 10 s. It is not tried again. Whoever asks while one is under way is told what comes of that one. A webhook that was disabled is enabled if the receiver answers 2xx, and gets what comes into the feed from then on.
         */
        readonly post: operations["pingWebhook"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{webhookId}/rotate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Give a webhook another secret
         * @description For 24 h each delivery is signed with both secrets, the new one first, so that a receiver may change over at any moment of them. Rotating again within that time ends the oldest at once.
         */
        readonly post: operations["rotateWebhook"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
};
export type webhooks = {
    readonly message: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * A change, as a receiver gets it
         * @description Signed after Standard Webhooks. Answer 2xx within 10 s; take the same `webhook-id` twice for one message.
         */
        readonly post: operations["receiveMessage"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
};
export type components = {
    schemas: {
        /** @description As of `eth_getProof`. */
        readonly AccountProof: {
            /**
             * @description An address, checksummed (EIP-55).
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly address: `0x${string}`;
            /** @enum {string} */
            readonly contract: "InboxRegistry" | "RelayRegistry" | "PostOffice";
            /** @description Nodes from the state root of the block to the account. */
            readonly proof: readonly `0x${string}`[];
            readonly words: readonly components["schemas"]["WordProof"][];
        };
        readonly AccountResponse: {
            /**
             * @description An address, checksummed (EIP-55).
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly account: `0x${string}`;
            /** @description What others may still take of its balances, newest first; at most 200. */
            readonly allowances: readonly {
                /**
                 * @description In the token's smallest unit, decimal.
                 * @example 1000000
                 */
                readonly amount: string;
                /**
                 * @description Number of a block, decimal.
                 * @example 1234
                 */
                readonly sinceBlock: string;
                /**
                 * @description An address, checksummed (EIP-55).
                 * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
                 */
                readonly spender: `0x${string}`;
                /**
                 * @description An address, checksummed (EIP-55).
                 * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
                 */
                readonly token: `0x${string}`;
            }[];
            readonly asOf: components["schemas"]["AsOf"];
            /** @description Balances above 0 in the PostOffice, by token; one page of them. */
            readonly balances: readonly {
                /**
                 * @description In the token's smallest unit, decimal.
                 * @example 1000000
                 */
                readonly amount: string;
                /**
                 * @description Number of a block, decimal.
                 * @example 1234
                 */
                readonly sinceBlock: string;
                /**
                 * @description An address, checksummed (EIP-55).
                 * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
                 */
                readonly token: `0x${string}`;
            }[];
            /** @description Whether there are more of them than are listed here. */
            readonly hasMore: {
                readonly allowances: boolean;
                readonly operators: boolean;
            };
            /**
             * @description Give it as `cursor` for the next page; absent on the last one. A page that a filter was applied to may have fewer entries than asked for, or none, and still a next one.
             * @example cG9zaXRpb24tYW5kLXRhZw
             */
            readonly nextCursor?: string;
            /** @description Who may move all of its balances, newest first; at most 200. */
            readonly operators: readonly {
                /**
                 * @description An address, checksummed (EIP-55).
                 * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
                 */
                readonly operator: `0x${string}`;
                /**
                 * @description Number of a block, decimal.
                 * @example 1234
                 */
                readonly sinceBlock: string;
            }[];
        };
        /** @description The block that the answer is true of: the first four fields were read in the same statement as the answer itself. */
        readonly AsOf: {
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly blockHash: `0x${string}`;
            /**
             * @description Number of a block, decimal.
             * @example 1234
             */
            readonly blockNumber: string;
            /**
             * @description Unix seconds.
             * @example 1795000000
             */
            readonly blockTimestamp: number;
            /**
             * @description A chain after CAIP-2.
             * @example eip155:31337
             */
            readonly chain: `eip155:${number}`;
            /**
             * @description The node's `finalized` block, 0 where it knows none; from the last poll.
             * @example 1138
             */
            readonly finalizedBlock: string;
            /**
             * @description The node's newest block; from the last poll.
             * @example 1235
             */
            readonly headBlock: string;
            /**
             * @description The node's `safe` block, 0 where it knows none; from the last poll.
             * @example 1170
             */
            readonly safeBlock: string;
        };
        /** @description As nodes give it; keccak256 of the RLP of all fields that are here, in this order, is the hash of the block. */
        readonly BlockHeader: {
            /**
             * @description A number, hexadecimal as nodes give it.
             * @example 0x2a
             */
            readonly baseFeePerGas?: `0x${string}`;
            /**
             * @description A number, hexadecimal as nodes give it.
             * @example 0x2a
             */
            readonly blobGasUsed?: `0x${string}`;
            /**
             * @description A number, hexadecimal as nodes give it.
             * @example 0x2a
             */
            readonly difficulty: `0x${string}`;
            /**
             * @description A number, hexadecimal as nodes give it.
             * @example 0x2a
             */
            readonly excessBlobGas?: `0x${string}`;
            /**
             * @description Bytes, in lower case.
             * @example 0x00
             */
            readonly extraData: `0x${string}`;
            /**
             * @description A number, hexadecimal as nodes give it.
             * @example 0x2a
             */
            readonly gasLimit: `0x${string}`;
            /**
             * @description A number, hexadecimal as nodes give it.
             * @example 0x2a
             */
            readonly gasUsed: `0x${string}`;
            readonly logsBloom: `0x${string}`;
            readonly miner: `0x${string}`;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly mixHash: `0x${string}`;
            readonly nonce: `0x${string}`;
            /**
             * @description A number, hexadecimal as nodes give it.
             * @example 0x2a
             */
            readonly number: `0x${string}`;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly parentBeaconBlockRoot?: `0x${string}`;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly parentHash: `0x${string}`;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly receiptsRoot: `0x${string}`;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly requestsHash?: `0x${string}`;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly sha3Uncles: `0x${string}`;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly stateRoot: `0x${string}`;
            /**
             * @description A number, hexadecimal as nodes give it.
             * @example 0x2a
             */
            readonly timestamp: `0x${string}`;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly transactionsRoot: `0x${string}`;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly withdrawalsRoot?: `0x${string}`;
        };
        /** @description Words of a block, and what proves them. */
        readonly BlockProof: {
            readonly accounts: readonly components["schemas"]["AccountProof"][];
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly blockHash: `0x${string}`;
            readonly header: components["schemas"]["BlockHeader"];
        };
        readonly Chain: {
            /**
             * @description A chain after CAIP-2.
             * @example eip155:31337
             */
            readonly chain: `eip155:${number}`;
            /**
             * @description The problem that every question about the chain meets; null: none.
             * @enum {string|null}
             */
            readonly code: "invalid_json" | "invalid_request" | "unknown_chain" | "invalid_api_key" | "not_found" | "inbox_not_found" | "stamp_not_found" | "relay_not_found" | "mailing_not_found" | "leaves_not_found" | "leaf_not_found" | "leaves_mismatch" | "leaves_too_large" | "upload_in_progress" | "upload_interrupted" | "quota_exceeded" | "proof_unavailable" | "block_not_indexed" | "block_time_unknown" | "method_not_allowed" | "body_too_large" | "unsupported_media_type" | "webhook_not_found" | "delivery_not_found" | "webhook_limit" | "webhook_target_refused" | "rate_limited" | "cursor_expired" | "too_many_streams" | "internal_error" | "index_stale" | "index_gap" | "chain_stalled" | "reorg_too_deep" | "database_unavailable" | "not_ready" | null;
            readonly contracts: {
                readonly InboxRegistry: {
                    /**
                     * @description An address, checksummed (EIP-55).
                     * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
                     */
                    readonly address: `0x${string}`;
                    /**
                     * @description Number of the block that created it, decimal.
                     * @example 1234
                     */
                    readonly block: string;
                    /**
                     * @description 32 bytes, in lower case.
                     * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
                     */
                    readonly transaction: `0x${string}`;
                };
                readonly PostOffice: {
                    /**
                     * @description An address, checksummed (EIP-55).
                     * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
                     */
                    readonly address: `0x${string}`;
                    /**
                     * @description Number of the block that created it, decimal.
                     * @example 1234
                     */
                    readonly block: string;
                    /**
                     * @description 32 bytes, in lower case.
                     * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
                     */
                    readonly transaction: `0x${string}`;
                };
                readonly RelayRegistry: {
                    /**
                     * @description An address, checksummed (EIP-55).
                     * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
                     */
                    readonly address: `0x${string}`;
                    /**
                     * @description Number of the block that created it, decimal.
                     * @example 1234
                     */
                    readonly block: string;
                    /**
                     * @description 32 bytes, in lower case.
                     * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
                     */
                    readonly transaction: `0x${string}`;
                };
            };
            /** @description That problem in words. */
            readonly detail: string | null;
            /**
             * @description Number of a block, decimal.
             * @example 1234
             */
            readonly finalizedBlock: string | null;
            /**
             * @description Number of a block, decimal.
             * @example 1234
             */
            readonly headBlock: string | null;
            /**
             * @description Number of a block, decimal.
             * @example 1234
             */
            readonly indexedBlock: string | null;
            /** @description Whether the chain can be answered now. */
            readonly isFit: boolean;
            /** @description Blocks from the newest indexed one to the node's newest. */
            readonly lagBlocks: number | null;
            /** @example base */
            readonly network: string;
            /**
             * @description Number of a block, decimal.
             * @example 1234
             */
            readonly safeBlock: string | null;
        };
        readonly ChainHealth: {
            /**
             * @description A chain after CAIP-2.
             * @example eip155:31337
             */
            readonly chain: `eip155:${number}`;
            /**
             * @description The problem that every question about the chain meets; null: none.
             * @enum {string|null}
             */
            readonly code: "invalid_json" | "invalid_request" | "unknown_chain" | "invalid_api_key" | "not_found" | "inbox_not_found" | "stamp_not_found" | "relay_not_found" | "mailing_not_found" | "leaves_not_found" | "leaf_not_found" | "leaves_mismatch" | "leaves_too_large" | "upload_in_progress" | "upload_interrupted" | "quota_exceeded" | "proof_unavailable" | "block_not_indexed" | "block_time_unknown" | "method_not_allowed" | "body_too_large" | "unsupported_media_type" | "webhook_not_found" | "delivery_not_found" | "webhook_limit" | "webhook_target_refused" | "rate_limited" | "cursor_expired" | "too_many_streams" | "internal_error" | "index_stale" | "index_gap" | "chain_stalled" | "reorg_too_deep" | "database_unavailable" | "not_ready" | null;
            /** @description That problem in words. */
            readonly detail: string | null;
            /** @description Whether the chain can be answered now. */
            readonly isFit: boolean;
            /** @description Blocks from the newest indexed one to the node's newest. */
            readonly lagBlocks: number | null;
        };
        readonly ChainsResponse: {
            readonly chains: readonly components["schemas"]["Chain"][];
        };
        readonly ConsentResponse: {
            readonly asOf: components["schemas"]["AsOf"];
            /** @enum {string} */
            readonly consent: "none" | "allowed" | "denied";
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly inboxId: `0x${string}`;
            /**
             * @description Since when it has been this word without a break; null: it never was another.
             * @example 1234
             */
            readonly sinceBlock: string | null;
            /**
             * @description Unix seconds.
             * @example 1795000000
             */
            readonly sinceTime: number | null;
            /**
             * @description An inbox id, or an address as 32 bytes.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly subject: `0x${string}`;
        };
        readonly CreatedWebhookResponse: {
            /**
             * @description What deliveries are signed with, after Standard Webhooks: `whsec_` and base64. It is shown here and never again.
             * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=
             */
            readonly secret: string;
            readonly webhook: components["schemas"]["Webhook"];
        };
        readonly CreateWebhookRequest: {
            /**
             * @description A chain after CAIP-2.
             * @example eip155:31337
             */
            readonly chain: `eip155:${number}`;
            /**
             * @description Only what is about this inbox.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly inboxId?: `0x${string}`;
            /**
             * @description Only what is about this relay.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly relay?: `0x${string}`;
            /**
             * @description Types of entries of the feed, or patterns: `stamp.*`, `*`. What retracts an entry is delivered where that entry was.
             * @example [
             *       "stamp.posted",
             *       "stamp.admitted"
             *     ]
             */
            readonly types: readonly string[];
            /**
             * Format: uri
             * @description Where to deliver: https, port 443 or 8443, and a host with public addresses only. Redirects are not followed. Kept as URL parsers write it.
             * @example https://relay.example/pennypost
             */
            readonly url: string;
        };
        readonly ExplainedRow: {
            /** @example the door is free */
            readonly condition: string;
            /**
             * @description `match`: the condition holds, and decides unless an earlier row is `held`. `held`: it would decide in favour, but not yet at the finality asked for: then `not_final`, unless postage passes.
             * @enum {string}
             */
            readonly outcome: "no_match" | "match" | "held" | "not_reached";
            /** @enum {string} */
            readonly reason?: "paid" | "consented" | "no_postage_required" | "unknown_inbox" | "sender_denied" | "closed" | "postage_unknown" | "stamp_mismatch" | "bad_proof" | "postage_required" | "no_common_token" | "wrong_relay" | "already_settled" | "expired" | "token_not_accepted" | "stake_too_low" | "window_too_short" | "expiring" | "carriage_too_low" | "not_final";
            /**
             * @description Its number in the table of the docs.
             * @example 4
             */
            readonly row: number;
            /** @description The values compared, as far as they are known. */
            readonly values: {
                readonly [key: string]: string | number | boolean | null;
            };
        };
        /** @description One change of a chain, or that one was taken back. */
        readonly FeedEntry: {
            /** @description Where it happened; of `retracted`: where it had happened. */
            readonly block: {
                /**
                 * @description 32 bytes, in lower case.
                 * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
                 */
                readonly hash: `0x${string}`;
                /**
                 * @description Number of a block, decimal.
                 * @example 1234
                 */
                readonly number: string;
                /**
                 * @description Unix seconds.
                 * @example 1795000000
                 */
                readonly timestamp: number;
            };
            /**
             * @description A chain after CAIP-2.
             * @example eip155:31337
             */
            readonly chain: `eip155:${number}`;
            /** @description The facts of the event, by type as in docs/api.md; of `retracted`: those of the event undone. */
            readonly data: {
                readonly [key: string]: unknown;
            };
            /**
             * @description Position in the feed, ascending, with gaps; also the id of the SSE event.
             * @example 1795377600017
             */
            readonly id: string;
            /**
             * @description The inbox that it is about, if any.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly inboxId?: `0x${string}`;
            /** @description Place in the block; −1 for `state.corrected`. */
            readonly logIndex: number;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly mailingId?: `0x${string}`;
            /**
             * @description The relay that it is about, if any.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly relay?: `0x${string}`;
            /**
             * @description Of `retracted`: the type of the entry undone.
             * @enum {string}
             */
            readonly retractedType?: "inbox.registered" | "wallet.linked" | "wallet.unlinked" | "key.added" | "key.revoked" | "keys.revoked" | "guardian.named" | "recovery.started" | "recovery.cancelled" | "recovery.transferred" | "account.linked" | "account.unlinked" | "nonce.voided" | "relay.registered" | "relay.changed" | "carriage.set" | "terms.set" | "door.set" | "consent.set" | "payout.set" | "stamp.posted" | "stamp.admitted" | "stamp.collected" | "stamp.returned" | "stamp.expired" | "stamp.voided" | "mailing.opened" | "mailing.admitted" | "mailing.closed" | "mail.collected" | "balance.deposited" | "balance.withdrawn" | "balance.transferred" | "allowance.set" | "operator.set";
            /** @description Of `retracted`: the id of the entry undone. */
            readonly retracts?: string;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly stampId?: `0x${string}`;
            /** @description Every row that it touched, as of the writing of the entry, which may be later than `block`. Applied in order, they keep a replica equal to the index. */
            readonly state: readonly components["schemas"]["StateChange"][];
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly transaction?: `0x${string}`;
            /**
             * @description What has happened. `retracted`: the entry `retracts` was undone by a reorg; if the same happens in another block, it is told anew. `state.corrected`: nothing happened, but rows told before were taken back.
             * @enum {string}
             */
            readonly type: "inbox.registered" | "wallet.linked" | "wallet.unlinked" | "key.added" | "key.revoked" | "keys.revoked" | "guardian.named" | "recovery.started" | "recovery.cancelled" | "recovery.transferred" | "account.linked" | "account.unlinked" | "nonce.voided" | "relay.registered" | "relay.changed" | "carriage.set" | "terms.set" | "door.set" | "consent.set" | "payout.set" | "stamp.posted" | "stamp.admitted" | "stamp.collected" | "stamp.returned" | "stamp.expired" | "stamp.voided" | "mailing.opened" | "mailing.admitted" | "mailing.closed" | "mail.collected" | "balance.deposited" | "balance.withdrawn" | "balance.transferred" | "allowance.set" | "operator.set" | "retracted" | "state.corrected";
        };
        readonly FoundInbox: {
            /** @description With `account` only. Look at its `proof`: anyone may claim anything. */
            readonly account?: {
                /**
                 * @description CAIP-10; or, where `proof` is `invalid`, whatever was given in its place.
                 * @example solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:7S3P4HxJpyyigGzodYwHtCxZyUQe9JiBMHyRWXArAaKv
                 */
                readonly account: string;
                /**
                 * @description Only `valid` shows that the account is the inbox’s: it signed for it. `none`: the inbox alone says so. `unchecked`: accounts of that namespace prove themselves in a way not known here.
                 * @enum {string}
                 */
                readonly proof: "none" | "valid" | "invalid" | "unchecked";
                /**
                 * @description Number of a block, decimal.
                 * @example 1234
                 */
                readonly sinceBlock: string;
                /**
                 * @description Unix seconds.
                 * @example 1795000000
                 */
                readonly sinceTime: number;
                /**
                 * @description The wallet that linked it last.
                 * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
                 */
                readonly wallet: `0x${string}`;
            };
            /**
             * @description To strangers: without postage, with postage, not at all.
             * @enum {string}
             */
            readonly door: "free" | "postage" | "closed";
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly inboxId: `0x${string}`;
            /** @description With `keyId` only. Look at its `status`, and at its `possession`: anyone may add any key. */
            readonly key?: {
                /**
                 * @description Unix seconds.
                 * @example 1795000000
                 */
                readonly addedAt: number | null;
                /**
                 * @description Number of a block, decimal.
                 * @example 1234
                 */
                readonly addedBlock: string | null;
                /**
                 * @description Unix seconds; null: never.
                 * @example 1795000000
                 */
                readonly expiresAt: number | null;
                /**
                 * @description 32 bytes, in lower case.
                 * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
                 */
                readonly keyId: `0x${string}`;
                /**
                 * @description 1 Ed25519, 2 X25519, 3 secp256k1, 4 P-256, 5 X-Wing, 6 ML-KEM-768, from 1,000 on free. Null: banned before it was ever added.
                 * @example 1
                 */
                readonly kind: number | null;
                /**
                 * @description What the proof is worth that came when it was added last. `valid`: the key signed for this inbox. `vouched`: an active signing key of the inbox signed for it. `unchecked`: of a free kind.
                 * @enum {string}
                 */
                readonly possession: "none" | "valid" | "vouched" | "invalid" | "unchecked";
                /**
                 * @description Bytes, in lower case.
                 * @example 0x00
                 */
                readonly publicKey: `0x${string}` | null;
                /**
                 * @description Unix seconds.
                 * @example 1795000000
                 */
                readonly revokedAt: number | null;
                /**
                 * @description Number of a block, decimal.
                 * @example 1234
                 */
                readonly revokedBlock: string | null;
                /** @enum {string} */
                readonly status: "active" | "expired" | "revoked";
                /**
                 * @description The wallet that added it last.
                 * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
                 */
                readonly wallet: `0x${string}` | null;
            };
            /**
             * @description An address, checksummed (EIP-55).
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly recovery: `0x${string}`;
            /**
             * @description Unix seconds.
             * @example 1795000000
             */
            readonly registeredAt: number;
            /**
             * @description Number of a block, decimal.
             * @example 1234
             */
            readonly registeredBlock: string;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly registeredTransaction: `0x${string}`;
            /** @description With `wallet` only. */
            readonly wallet?: {
                /**
                 * @description Number of a block, decimal.
                 * @example 1234
                 */
                readonly sinceBlock: string;
                /**
                 * @description Unix seconds.
                 * @example 1795000000
                 */
                readonly sinceTime: number;
                /**
                 * @description An address, checksummed (EIP-55).
                 * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
                 */
                readonly wallet: `0x${string}`;
            };
        };
        readonly Health: {
            /** @enum {string} */
            readonly status: "alive";
        };
        readonly Inbox: {
            /** @description Accounts elsewhere that it says are its own, at most 200: those whose proof is `valid` first, then `unchecked`, `none` and `invalid`; of each the newest first. */
            readonly accounts: readonly components["schemas"]["InboxAccount"][];
            /** @description Counted from the rows at `asOf`. */
            readonly counts: {
                /** @description Revoked ones are counted as far as 10000 of those of now and as many of older epochs. */
                readonly keys: {
                    readonly active: number;
                    readonly expired: number;
                    readonly revoked: number;
                };
                /** @description Of its newest 10000 stamps, by status. */
                readonly stamps: {
                    readonly admitted: number;
                    readonly collected: number;
                    readonly expired: number;
                    readonly open: number;
                    readonly returned: number;
                };
            };
            /**
             * @description The wallet that the id was derived from.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly creator: `0x${string}`;
            /**
             * @description To strangers: without postage, with postage, not at all.
             * @enum {string}
             */
            readonly door: "free" | "postage" | "closed";
            /**
             * @description Number of a block, decimal.
             * @example 1234
             */
            readonly doorSinceBlock: string;
            /**
             * @description Unix seconds.
             * @example 1795000000
             */
            readonly doorSinceTime: number;
            readonly guardian: components["schemas"]["InboxGuardian"];
            /** @description Whether there are more of them than are listed here. */
            readonly hasMore: {
                readonly accounts: boolean;
                readonly keys: boolean;
                readonly terms: boolean;
            };
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly inboxId: `0x${string}`;
            /**
             * @description The nonce that the id was derived from, decimal.
             * @example 1000000
             */
            readonly inboxNonce: string;
            /** @description At most 256: those not revoked first, which are never more, then those revoked last. `/keys` lists all. */
            readonly keys: readonly components["schemas"]["InboxKey"][];
            /**
             * @description Where stakes go.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly payout: `0x${string}`;
            /** @description Whether no payout is set, so that it follows the recovery. */
            readonly payoutIsRecovery: boolean;
            /**
             * @description An address, checksummed (EIP-55).
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly recovery: `0x${string}`;
            /**
             * @description Number of a block, decimal.
             * @example 1234
             */
            readonly recoverySinceBlock: string;
            /**
             * @description Unix seconds.
             * @example 1795000000
             */
            readonly recoverySinceTime: number;
            readonly recoveryTransfer?: components["schemas"]["InboxRecoveryTransfer"];
            /**
             * @description Unix seconds.
             * @example 1795000000
             */
            readonly registeredAt: number;
            /**
             * @description Number of a block, decimal.
             * @example 1234
             */
            readonly registeredBlock: string;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly registeredTransaction: `0x${string}`;
            /** @description What it asks of strangers, by token; at most 200. Tokens that it does not accept are not listed. */
            readonly terms: readonly components["schemas"]["InboxTerms"][];
            readonly wallets: readonly components["schemas"]["InboxWallet"][];
        };
        readonly InboxAccount: {
            /**
             * @description CAIP-10; or, where `proof` is `invalid`, whatever was given in its place.
             * @example solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:7S3P4HxJpyyigGzodYwHtCxZyUQe9JiBMHyRWXArAaKv
             */
            readonly account: string;
            /**
             * @description Only `valid` shows that the account is the inbox’s: it signed for it. `none`: the inbox alone says so. `unchecked`: accounts of that namespace prove themselves in a way not known here.
             * @enum {string}
             */
            readonly proof: "none" | "valid" | "invalid" | "unchecked";
            /**
             * @description Number of a block, decimal.
             * @example 1234
             */
            readonly sinceBlock: string;
            /**
             * @description Unix seconds.
             * @example 1795000000
             */
            readonly sinceTime: number;
            /**
             * @description The wallet that linked it last.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly wallet: `0x${string}`;
        };
        readonly InboxChainsResponse: {
            readonly chains: readonly components["schemas"]["InboxOnChain"][];
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly inboxId: `0x${string}`;
        };
        readonly InboxesResponse: {
            readonly asOf: components["schemas"]["AsOf"];
            /** @description By a wallet at most one. By an account those first whose proof is `valid`, then `unchecked`, `none` and `invalid`. By a key in the order of their ids. */
            readonly inboxes: readonly components["schemas"]["FoundInbox"][];
            /**
             * @description Give it as `cursor` for the next page; absent on the last one. A page that a filter was applied to may have fewer entries than asked for, or none, and still a next one.
             * @example cG9zaXRpb24tYW5kLXRhZw
             */
            readonly nextCursor?: string;
        };
        /** @description Who besides the recovery can start to hand the inbox over, and cancel that. */
        readonly InboxGuardian: {
            /**
             * @description In office; null: none.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly current: `0x${string}` | null;
            /**
             * @description Unix seconds.
             * @example 1795000000
             */
            readonly from?: number;
            /**
             * @description In office from `from` on; null: none. Absent while no change is coming.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly next?: `0x${string}` | null;
        };
        readonly InboxKey: {
            /**
             * @description Unix seconds.
             * @example 1795000000
             */
            readonly addedAt: number | null;
            /**
             * @description Number of a block, decimal.
             * @example 1234
             */
            readonly addedBlock: string | null;
            /**
             * @description Unix seconds; null: never.
             * @example 1795000000
             */
            readonly expiresAt: number | null;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly keyId: `0x${string}`;
            /**
             * @description 1 Ed25519, 2 X25519, 3 secp256k1, 4 P-256, 5 X-Wing, 6 ML-KEM-768, from 1,000 on free. Null: banned before it was ever added.
             * @example 1
             */
            readonly kind: number | null;
            /**
             * @description What the proof is worth that came when it was added last. `valid`: the key signed for this inbox. `vouched`: an active signing key of the inbox signed for it. `unchecked`: of a free kind.
             * @enum {string}
             */
            readonly possession: "none" | "valid" | "vouched" | "invalid" | "unchecked";
            /**
             * @description Bytes, in lower case.
             * @example 0x00
             */
            readonly publicKey: `0x${string}` | null;
            /**
             * @description Unix seconds.
             * @example 1795000000
             */
            readonly revokedAt: number | null;
            /**
             * @description Number of a block, decimal.
             * @example 1234
             */
            readonly revokedBlock: string | null;
            /** @enum {string} */
            readonly status: "active" | "expired" | "revoked";
            /**
             * @description The wallet that added it last.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly wallet: `0x${string}` | null;
        };
        readonly InboxKeysResponse: {
            readonly asOf: components["schemas"]["AsOf"];
            /** @description By id. */
            readonly keys: readonly components["schemas"]["ListedKey"][];
            /**
             * @description Give it as `cursor` for the next page; absent on the last one. A page that a filter was applied to may have fewer entries than asked for, or none, and still a next one.
             * @example cG9zaXRpb24tYW5kLXRhZw
             */
            readonly nextCursor?: string;
        };
        readonly InboxOnChain: {
            readonly asOf?: components["schemas"]["AsOf"];
            /**
             * @description A chain after CAIP-2.
             * @example eip155:31337
             */
            readonly chain: `eip155:${number}`;
            /** @description Null: it is not there. Absent where the chain could not be asked. */
            readonly inbox?: {
                /**
                 * @description To strangers: without postage, with postage, not at all.
                 * @enum {string}
                 */
                readonly door: "free" | "postage" | "closed";
                /**
                 * @description 32 bytes, in lower case.
                 * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
                 */
                readonly inboxId: `0x${string}`;
                /**
                 * @description An address, checksummed (EIP-55).
                 * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
                 */
                readonly recovery: `0x${string}`;
                /**
                 * @description Unix seconds.
                 * @example 1795000000
                 */
                readonly registeredAt: number;
                /**
                 * @description Number of a block, decimal.
                 * @example 1234
                 */
                readonly registeredBlock: string;
                /**
                 * @description 32 bytes, in lower case.
                 * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
                 */
                readonly registeredTransaction: `0x${string}`;
            } | null;
            /** @description Why the chain could not be asked. */
            readonly problem?: {
                /** @description With `not_ready` only. */
                readonly chains?: readonly components["schemas"]["ChainHealth"][];
                /** @enum {string} */
                readonly code: "invalid_json" | "invalid_request" | "unknown_chain" | "invalid_api_key" | "not_found" | "inbox_not_found" | "stamp_not_found" | "relay_not_found" | "mailing_not_found" | "leaves_not_found" | "leaf_not_found" | "leaves_mismatch" | "leaves_too_large" | "upload_in_progress" | "upload_interrupted" | "quota_exceeded" | "proof_unavailable" | "block_not_indexed" | "block_time_unknown" | "method_not_allowed" | "body_too_large" | "unsupported_media_type" | "webhook_not_found" | "delivery_not_found" | "webhook_limit" | "webhook_target_refused" | "rate_limited" | "cursor_expired" | "too_many_streams" | "internal_error" | "index_stale" | "index_gap" | "chain_stalled" | "reorg_too_deep" | "database_unavailable" | "not_ready";
                /**
                 * @description What was wrong and what to do.
                 * @example No Pennypost here on eip155:5. Known: eip155:31337.
                 */
                readonly detail: string;
                readonly errors?: readonly components["schemas"]["RequestError"][];
                /**
                 * @description The path asked for.
                 * @example /v1/verify
                 */
                readonly instance: string;
                /**
                 * @description Also in the header `x-request-id`; finds the request in the log.
                 * @example 1f6a1c0e-6a0b-4a55-9a3b-0a1d4e8f2c11
                 */
                readonly requestId: string;
                /**
                 * @description With `cursor_expired` only: where to begin anew.
                 * @example /v1/snapshot?chain=eip155:31337
                 */
                readonly snapshot?: string;
                /** @example 400 */
                readonly status: number;
                /** @example This API does not serve that chain */
                readonly title: string;
                /**
                 * @description Reference to the page that explains the code, relative to this API.
                 * @example /docs/problems#unknown_chain
                 */
                readonly type: string;
            };
        };
        /** @description The transfer of recovery that is under way; absent where there is none that can still be accepted, at the time of the block in `asOf`. Recovery, guardian and every wallet can cancel it. */
        readonly InboxRecoveryTransfer: {
            /**
             * @description The first second at which it can be accepted.
             * @example 1795000000
             */
            readonly acceptableFrom: number;
            /**
             * @description The second from which it cannot be any more.
             * @example 1795000000
             */
            readonly acceptableUntil: number;
            /**
             * @description Unix seconds.
             * @example 1795000000
             */
            readonly startedAt: number;
            /**
             * @description Number of a block, decimal.
             * @example 1234
             */
            readonly startedBlock: string;
            /**
             * @description The recovery or guardian who started it.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly startedBy: `0x${string}`;
            /**
             * @description Who can accept.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly to: `0x${string}`;
        };
        readonly InboxResponse: {
            readonly asOf: components["schemas"]["AsOf"];
            readonly inbox: components["schemas"]["Inbox"];
        };
        readonly InboxTerms: {
            /** @description Whether a stamp's relay may collect for the inbox. */
            readonly relayMayCollect: boolean;
            /**
             * @description Number of a block, decimal.
             * @example 1234
             */
            readonly sinceBlock: string;
            /**
             * @description Unix seconds.
             * @example 1795000000
             */
            readonly sinceTime: number;
            /**
             * @description Least stake.
             * @example 1000000
             */
            readonly stake: string;
            /**
             * @description An address, checksummed (EIP-55).
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly token: `0x${string}`;
            /**
             * @description Least seconds to answer.
             * @example 86400
             */
            readonly window: number;
        };
        readonly InboxWallet: {
            /**
             * @description Number of a block, decimal.
             * @example 1234
             */
            readonly sinceBlock: string;
            /**
             * @description Unix seconds.
             * @example 1795000000
             */
            readonly sinceTime: number;
            /**
             * @description An address, checksummed (EIP-55).
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly wallet: `0x${string}`;
        };
        readonly ListedKey: {
            /**
             * @description Unix seconds.
             * @example 1795000000
             */
            readonly addedAt: number | null;
            /**
             * @description Number of a block, decimal.
             * @example 1234
             */
            readonly addedBlock: string | null;
            /**
             * @description Unix seconds; null: never.
             * @example 1795000000
             */
            readonly expiresAt: number | null;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly keyId: `0x${string}`;
            /**
             * @description 1 Ed25519, 2 X25519, 3 secp256k1, 4 P-256, 5 X-Wing, 6 ML-KEM-768, from 1,000 on free. Null: banned before it was ever added.
             * @example 1
             */
            readonly kind: number | null;
            /**
             * @description What the proof is worth that came when it was added last. `valid`: the key signed for this inbox. `vouched`: an active signing key of the inbox signed for it. `unchecked`: of a free kind.
             * @enum {string}
             */
            readonly possession: "none" | "valid" | "vouched" | "invalid" | "unchecked";
            /**
             * @description Bytes, in lower case.
             * @example 0x00
             */
            readonly publicKey: `0x${string}` | null;
            /**
             * @description Unix seconds.
             * @example 1795000000
             */
            readonly revokedAt: number | null;
            /**
             * @description Number of a block, decimal.
             * @example 1234
             */
            readonly revokedBlock: string | null;
            /** @enum {string} */
            readonly status: "active" | "expired" | "revoked";
            /**
             * @description With `atBlock` only: the status at that block. Null: it turns on the time of that block, which is not known here.
             * @enum {string|null}
             */
            readonly statusAt?: "none" | "active" | "expired" | "revoked" | null;
            /**
             * @description The wallet that added it last.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly wallet: `0x${string}` | null;
        };
        readonly ListedRelay: {
            /** @description Whether it is in service; else it has no prices. */
            readonly active: boolean;
            /**
             * @description Since when it is in service, or is not.
             * @example 1234
             */
            readonly activeSinceBlock: string;
            /**
             * @description Unix seconds.
             * @example 1795000000
             */
            readonly activeSinceTime: number;
            /**
             * @description Where it says that it is reached: any text at all. Check it before you use it.
             * @example https://relay.example
             */
            readonly endpoint: string;
            /** @description In the tokens that it accepts while in service, by token: with `token` that one, else at most 20. */
            readonly prices: readonly components["schemas"]["RelayPrice"][];
            /**
             * @description Unix seconds.
             * @example 1795000000
             */
            readonly registeredAt: number;
            /**
             * @description Number of a block, decimal.
             * @example 1234
             */
            readonly registeredBlock: string;
            /**
             * @description The address that registered it, by which it is named.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly relay: `0x${string}`;
            /**
             * @description Who signs its receipts.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly signer: `0x${string}`;
        };
        readonly ListedStamp: {
            /** @description Whether anyone may call `expire` now, which gives the stake back to its sender. */
            readonly canExpire: boolean;
            /**
             * @description In the token's smallest unit, decimal.
             * @example 1000000
             */
            readonly carriage: string;
            /** @description Whether its relay has the carriage. */
            readonly carriagePaid: boolean;
            /**
             * @description Unix seconds.
             * @example 1795000000
             */
            readonly expiresAt: number;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly inboxId: `0x${string}`;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly letterHash: `0x${string}`;
            /**
             * @description Unix seconds.
             * @example 1795000000
             */
            readonly postedAt: number;
            /**
             * @description Number of a block, decimal.
             * @example 1234
             */
            readonly postedBlock: string;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly postedBlockHash: `0x${string}`;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly postedTransaction: `0x${string}`;
            /**
             * @description Who may take the carriage; `0x000…0`: nobody.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly relay: `0x${string}`;
            /** @description Whether its relay may collect, as of its posting. */
            readonly relayMayCollect: boolean;
            /**
             * @description Who pays.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly sender: `0x${string}`;
            /**
             * @description The final outcome's time; null before it.
             * @example 1795000000
             */
            readonly settledAt: number | null;
            /**
             * @description In the token's smallest unit, decimal.
             * @example 1000000
             */
            readonly stake: string;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly stampId: `0x${string}`;
            /**
             * @description As the chain has it; `expired` only once somebody called `expire`.
             * @enum {string}
             */
            readonly status: "open" | "admitted" | "collected" | "returned" | "expired";
            /**
             * @description An address, checksummed (EIP-55).
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly token: `0x${string}`;
            /**
             * @description Seconds to answer that the inbox asked for when this was posted.
             * @example 86400
             */
            readonly window: number;
        };
        readonly MailCollected: {
            /** @description Whether there are more than were counted. */
            readonly isMore: boolean;
            /**
             * @description Letters whose stake was collected, counted up to 10,000.
             * @example 2
             */
            readonly letters: number;
        };
        readonly Mailing: {
            /**
             * @description For each letter, in the token's smallest unit.
             * @example 1000000
             */
            readonly carriage: string;
            /**
             * @description The lowest price that its relay had within 600 s before it was opened; null: it did not accept the token.
             * @example 1000000
             */
            readonly carriageAsked: string | null;
            /** @description Whether its relay has the carriage. */
            readonly carriagePaid: boolean;
            /**
             * @description Null while it is not closed.
             * @example 1795000000
             */
            readonly closedAt: number | null;
            /**
             * @description Letters.
             * @example 1000
             */
            readonly count: number;
            /**
             * @description Unix seconds.
             * @example 1795000000
             */
            readonly expiresAt: number;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly mailingId: `0x${string}`;
            /**
             * @description Unix seconds.
             * @example 1795000000
             */
            readonly openedAt: number;
            /**
             * @description Number of a block, decimal.
             * @example 1234
             */
            readonly openedBlock: string;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly openedBlockHash: `0x${string}`;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly openedTransaction: `0x${string}`;
            /**
             * @description What the sender got back when it was closed; null before.
             * @example 1000000
             */
            readonly refund: string | null;
            /**
             * @description Who may take the carriage; `0x000…0`: nobody.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly relay: `0x${string}`;
            /**
             * @description Of the Merkle tree of its letters.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly root: `0x${string}`;
            /**
             * @description Who pays.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly sender: `0x${string}`;
            /**
             * @description For each letter, in the token's smallest unit.
             * @example 1000000
             */
            readonly stake: string;
            /**
             * @description As the chain has it; `closed` only once somebody called `closeMailing`.
             * @enum {string}
             */
            readonly status: "open" | "admitted" | "closed";
            /**
             * @description An address, checksummed (EIP-55).
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly token: `0x${string}`;
            /**
             * @description Where the sender says that the letters are to be had: any text of a stranger, never to be opened unseen.
             * @example https://sender.example/mailing.bin
             */
            readonly uri: string;
        };
        readonly MailingLeafResponse: {
            readonly asOf: components["schemas"]["AsOf"];
            /**
             * @description Letters.
             * @example 1000
             */
            readonly count: number;
            /**
             * @description The recipient.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly inboxId: `0x${string}`;
            /**
             * @description Place of the letter, from 0.
             * @example 3
             */
            readonly index: number;
            /** @description Whether its stake was collected. */
            readonly isCollected: boolean;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly letterHash: `0x${string}`;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly mailingId: `0x${string}`;
            /** @description Siblings of the leaf, from the leaves up: what `collectMail` takes. */
            readonly proof: readonly `0x${string}`[];
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly root: `0x${string}`;
        };
        /** @description Holds for good: the root is in the id of the mailing, so no reorg changes it. */
        readonly MailingLeavesResponse: {
            /**
             * @description Letters.
             * @example 1000
             */
            readonly count: number;
            /** @description False: they were here already, and the body was not looked at. */
            readonly isNew: boolean;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly mailingId: `0x${string}`;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly root: `0x${string}`;
        };
        readonly MailingResponse: {
            readonly asOf: components["schemas"]["AsOf"];
            /** @description Whether anyone may call `closeMailing` now, which refunds the sender. */
            readonly canClose: boolean;
            readonly collected: components["schemas"]["MailCollected"];
            /** @description Whether its letters are here, so that any of them can be proven. */
            readonly hasLeaves: boolean;
            readonly mailing: components["schemas"]["Mailing"];
            /** @description Its life so far, oldest first. */
            readonly steps: readonly components["schemas"]["MailingStep"][];
        };
        readonly MailingStep: {
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly blockHash: `0x${string}`;
            /**
             * @description Number of a block, decimal.
             * @example 1234
             */
            readonly blockNumber: string;
            /**
             * @description Who has the carriage in the end; null before it is known.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly carriageTo: `0x${string}` | null;
            readonly logIndex: number;
            /**
             * @description What the sender got back; null before then.
             * @example 1000000
             */
            readonly refund: string | null;
            /** @enum {string} */
            readonly step: "opened" | "admitted" | "closed";
            /**
             * @description Unix seconds.
             * @example 1795000000
             */
            readonly timestamp: number;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly transaction: `0x${string}`;
        };
        readonly Movement: {
            /**
             * @description By how much the balance rose or fell, above 0.
             * @example 1000000
             */
            readonly amount: string;
            /**
             * @description Number of a block, decimal.
             * @example 1234
             */
            readonly blockNumber: string;
            /**
             * @description Who called the PostOffice.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly caller: `0x${string}`;
            /**
             * @description Of a credit or debit. `postage`: it paid for stamps or a mailing. `surplus`: native money sent along with a post and not needed. `carriage`: earned as a relay. `stake`: collected. `refund`: returned or expired postage, or the rest of a mailing. `transfer`: an ERC-6909 transfer.
             * @enum {string}
             */
            readonly cause?: "transfer" | "postage" | "surplus" | "carriage" | "stake" | "refund";
            /**
             * @description Who paid a deposit in, who was paid a withdrawal out, the other side of a transfer. Absent where that is the escrow.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly counterparty?: `0x${string}`;
            /**
             * @description Present if it is for more stamps than are named.
             * @enum {boolean}
             */
            readonly hasMoreStamps?: true;
            /**
             * @description `deposit` and `withdrawal`: money that came in and went out. `credit` and `debit`: within the PostOffice. `self`: a transfer to itself, which changes nothing.
             * @enum {string}
             */
            readonly kind: "deposit" | "withdrawal" | "credit" | "debit" | "self";
            /** @description Letters of the mailing whose stake it is; with `stake` only. */
            readonly letters?: number;
            readonly logIndex: number;
            /**
             * @description The mailing that it is for.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly mailingId?: `0x${string}`;
            /** @description The stamps that it is for, the last one first: a call that settles several credits an account once. At most 100. Those of `postage` and `surplus` are what was posted right before in the transaction. */
            readonly stampIds?: readonly `0x${string}`[];
            /**
             * @description Unix seconds.
             * @example 1795000000
             */
            readonly timestamp: number;
            /**
             * @description An address, checksummed (EIP-55).
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly token: `0x${string}`;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly transaction: `0x${string}`;
        };
        readonly MovementsResponse: {
            /**
             * @description An address, checksummed (EIP-55).
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly account: `0x${string}`;
            readonly asOf: components["schemas"]["AsOf"];
            /** @description Newest first. All credits and deposits less all debits and withdrawals in a token are the balance in it. */
            readonly movements: readonly components["schemas"]["Movement"][];
            /**
             * @description Give it as `cursor` for the next page; absent on the last one. A page that a filter was applied to may have fewer entries than asked for, or none, and still a next one.
             * @example cG9zaXRpb24tYW5kLXRhZw
             */
            readonly nextCursor?: string;
        };
        readonly PingResponse: {
            /** @description Whether the receiver answered 2xx in time. */
            readonly delivered: boolean;
            /**
             * @description Why not; null: it was.
             * @example the connection was refused
             */
            readonly error: string | null;
            /**
             * @description HTTP status of the answer; null: there was none.
             * @example 204
             */
            readonly responseStatus: number | null;
            readonly webhook: components["schemas"]["Webhook"];
        };
        /** @description The postage judged: on a refusal, the one that got furthest. */
        readonly Postage: {
            /**
             * @description For this letter.
             * @example 1000000
             */
            readonly carriage: string;
            /**
             * @description Blocks it stands in, its own included.
             * @example 1
             */
            readonly confirmations: number;
            /**
             * @description Unix seconds.
             * @example 1795000000
             */
            readonly expiresAt: number;
            /**
             * @description Its place in the mailing.
             * @example 0
             */
            readonly index?: number;
            /**
             * @description Of a letter of a mailing.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly mailingId?: `0x${string}`;
            /**
             * @description Unix seconds.
             * @example 1795000000
             */
            readonly postedAt: number;
            /**
             * @description Number of the block in which it was posted, or the mailing opened; decimal.
             * @example 1234
             */
            readonly postedBlock: string;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly postedBlockHash: `0x${string}`;
            /**
             * @description Who may take the carriage; `0x000…0`: nobody.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly relay: `0x${string}`;
            /**
             * @description Who pays.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly sender: `0x${string}`;
            /**
             * @description For this letter.
             * @example 1000000
             */
            readonly stake: string;
            /**
             * @description Of a stamp.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly stampId?: `0x${string}`;
            /**
             * @description As the chain has it; `expired` of a stamp only once somebody called `expire`. A letter of a mailing is `collected`, or what its mailing is: `open`, `admitted` or `closed`.
             * @enum {string}
             */
            readonly status: "open" | "admitted" | "collected" | "returned" | "expired" | "closed";
            /**
             * @description An address, checksummed (EIP-55).
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly token: `0x${string}`;
            /**
             * @description Seconds to answer that the inbox asked for when this was posted; of a mailing, those that it asks now if it did not accept the token then, and 0 if it does not now.
             * @example 86400
             */
            readonly window: number;
        };
        /** @description A problem after RFC 9457. */
        readonly Problem: {
            /** @description With `not_ready` only. */
            readonly chains?: readonly components["schemas"]["ChainHealth"][];
            /** @enum {string} */
            readonly code: "invalid_json" | "invalid_request" | "unknown_chain" | "invalid_api_key" | "not_found" | "inbox_not_found" | "stamp_not_found" | "relay_not_found" | "mailing_not_found" | "leaves_not_found" | "leaf_not_found" | "leaves_mismatch" | "leaves_too_large" | "upload_in_progress" | "upload_interrupted" | "quota_exceeded" | "proof_unavailable" | "block_not_indexed" | "block_time_unknown" | "method_not_allowed" | "body_too_large" | "unsupported_media_type" | "webhook_not_found" | "delivery_not_found" | "webhook_limit" | "webhook_target_refused" | "rate_limited" | "cursor_expired" | "too_many_streams" | "internal_error" | "index_stale" | "index_gap" | "chain_stalled" | "reorg_too_deep" | "database_unavailable" | "not_ready";
            /**
             * @description What was wrong and what to do.
             * @example No Pennypost here on eip155:5. Known: eip155:31337.
             */
            readonly detail: string;
            readonly errors?: readonly components["schemas"]["RequestError"][];
            /**
             * @description The path asked for.
             * @example /v1/verify
             */
            readonly instance: string;
            /**
             * @description Also in the header `x-request-id`; finds the request in the log.
             * @example 1f6a1c0e-6a0b-4a55-9a3b-0a1d4e8f2c11
             */
            readonly requestId: string;
            /**
             * @description With `cursor_expired` only: where to begin anew.
             * @example /v1/snapshot?chain=eip155:31337
             */
            readonly snapshot?: string;
            /** @example 400 */
            readonly status: number;
            /** @example This API does not serve that chain */
            readonly title: string;
            /**
             * @description Reference to the page that explains the code, relative to this API.
             * @example /docs/problems#unknown_chain
             */
            readonly type: string;
        };
        /** @description A letter to judge, as of `POST /v1/verify`. Unknown fields are refused. */
        readonly ProofsRequest: {
            /**
             * @description Also take stamps that name no relay, and so pay none.
             * @enum {boolean}
             */
            readonly acceptUnpaidCarriage?: true;
            /**
             * @description A chain after CAIP-2.
             * @example eip155:31337
             */
            readonly chain: `eip155:${number}`;
            /**
             * @description How final must be what speaks for the sender. Default: latest.
             * @enum {string}
             */
            readonly finality?: "latest" | "safe" | "finalized";
            /**
             * @description The recipient.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly inboxId: `0x${string}`;
            /**
             * @description keccak256 of the sealed bytes that the relay holds: compute it, never take it from the sender.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly letterHash: `0x${string}`;
            /** @description The mailing that pays, instead of `stampId`. Then it alone is judged. */
            readonly mailing?: {
                /**
                 * @description The place of the letter in the mailing, from 0.
                 * @example 0
                 */
                readonly index: number;
                /**
                 * @description 32 bytes, in any case.
                 * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
                 */
                readonly mailingId: `0x${string}`;
                /**
                 * @description Siblings of its leaf, from the leaves up; none in a mailing of one letter.
                 * @example [
                 *       "0xb5553de315e0edf504d9150af82dafa5c4667fa618ed0a6f19c69b41166c5510"
                 *     ]
                 */
                readonly proof: readonly `0x${string}`[];
            };
            /**
             * @description Least carriage by token, on top of what the relay asked on chain. Naming a token also lets it pass where the relay does not accept it on chain.
             * @example {
             *       "0x0000000000000000000000000000000000000000": "1000"
             *     }
             */
            readonly minCarriage?: {
                readonly [key: string]: string;
            };
            /**
             * @description In how many blocks must stand what speaks for the sender, its own and the newest included. Default: 1.
             * @example 3
             */
            readonly minConfirmations?: number;
            /**
             * @description Least seconds to answer that a stamp not yet admitted must have left. Default: nine tenths of the window that the inbox asked for when it was posted.
             * @example 3600
             */
            readonly minSecondsLeft?: number;
            readonly policy?: {
                /**
                 * @description What to do about an inbox that is not registered. Default: refuse.
                 * @enum {string}
                 */
                readonly unknownInbox?: "refuse" | "carry";
            };
            /**
             * @description The relay that asks, by its operator address.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly relay: `0x${string}`;
            /**
             * @description Who claims to have written: a wallet, or an inbox id; in any case.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly sender: `0x${string}`;
            /**
             * @description The relay has made sure by itself that the letter is from `sender`. Without it consent does not count.
             * @enum {boolean}
             */
            readonly senderAuthenticated?: true;
            /** @description What the sender signed about this letter: EIP-712 `SenderStatement(bytes32 inboxId,address wallet,bytes32 senderInboxId,bytes32 keyId,bytes32 letterHash,address relay,uint40 issuedAt)` in the domain of InboxRegistry. One that does not hold proves nothing, and is no error. */
            readonly senderStatement?: {
                /**
                 * @description Unix seconds. It counts from 60 s before until one day after.
                 * @example 1795000000
                 */
                readonly issuedAt: number;
                /**
                 * @description The key that signed; `0x000…0`: a wallet did.
                 * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
                 */
                readonly keyId: `0x${string}`;
                /**
                 * @description The sender's inbox. By a key: the one whose key it is. By a wallet: its inbox, or `0x000…0` for none named.
                 * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
                 */
                readonly senderInboxId: `0x${string}`;
                /** @description By a key 64 bytes; by a wallet 65, r ‖ s ‖ v. */
                readonly signature: `0x${string}`;
                /**
                 * @description The wallet that signed; `0x000…0`: a key did.
                 * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
                 */
                readonly wallet: `0x${string}`;
            };
            /**
             * @description The stamp that pays. Then it alone is judged; without it, every stamp of the letter is.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly stampId?: `0x${string}`;
        };
        readonly ProofsResponse: {
            readonly asOf: components["schemas"]["AsOf"];
            /** @description Of an eligible verdict only: that something is absent cannot be proven. */
            readonly proof?: {
                /** @description First the block of `asOf`. Then earlier ones, only where the state of now does not show what was in force when the postage was posted. */
                readonly blocks: readonly components["schemas"]["BlockProof"][];
                readonly postage?: components["schemas"]["ProvenPostage"];
                /** @description The key that the sender’s statement names. */
                readonly senderKey?: {
                    readonly kind: number;
                    /**
                     * @description Bytes, in lower case.
                     * @example 0x00
                     */
                    readonly publicKey: `0x${string}`;
                };
            };
            readonly verdict: components["schemas"]["VerdictItem"];
        };
        /** @description The fields that, with the letter of the request, hash to the id of the stamp; with `root` and `count`, to that of the mailing. */
        readonly ProvenPostage: {
            /**
             * @description In the token's smallest unit, decimal.
             * @example 1000000
             */
            readonly carriage: string;
            /** @description Of a mailing: letters. */
            readonly count?: number;
            /**
             * @description Unix seconds.
             * @example 1795000000
             */
            readonly expiresAt: number;
            /**
             * @description An address, checksummed (EIP-55).
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly relay: `0x${string}`;
            /**
             * @description Of a mailing.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly root?: `0x${string}`;
            /**
             * @description Who pays.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly sender: `0x${string}`;
            /**
             * @description In the token's smallest unit, decimal.
             * @example 1000000
             */
            readonly stake: string;
            /**
             * @description An address, checksummed (EIP-55).
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly token: `0x${string}`;
        };
        /** @description One way to pay. */
        readonly QuoteOption: {
            /** @description To send before `transaction`: lets the PostOffice take what the sender's balance there lacks. Absent for the native token and where the balance suffices; superfluous where the sender has allowed as much before, which is not known here. */
            readonly approval?: {
                /**
                 * @description Bytes, in lower case.
                 * @example 0x00
                 */
                readonly data: `0x${string}`;
                /**
                 * @description An address, checksummed (EIP-55).
                 * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
                 */
                readonly to: `0x${string}`;
                /**
                 * @description Of the native token, in wei, decimal.
                 * @example 1000000
                 */
                readonly value: string;
            };
            /**
             * @description The relay's price; 0 for relay `0x000…0`. Absent if no relay was named.
             * @example 1000000
             */
            readonly carriage?: string;
            /**
             * @description Last second at which `verify` does not yet say `expiring`: expiresAt − nine tenths of the window. Unix seconds.
             * @example 1795000000
             */
            readonly carryBy: number;
            /**
             * @description Digits behind the point: amounts are in the token's smallest unit. Absent as `symbol` is.
             * @example 6
             */
            readonly decimals?: number;
            /**
             * @description The expiry to post with: now + window + 1 day. Unix seconds.
             * @example 1795000000
             */
            readonly expiresAt: number;
            /**
             * @description Least stake, a bond with the recipient.
             * @example 1000000
             */
            readonly stake: string;
            /**
             * @description What the token calls itself, without what cannot be seen; absent where it says nothing that could be shown, or has not been read yet. Anyone may call a token anything: go by its address.
             * @example USDC
             */
            readonly symbol?: string;
            /**
             * @description An address, checksummed (EIP-55).
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly token: `0x${string}`;
            /** @description Posts the stamp. Present if `letterHash`, `relay` and a wallet as `sender` were given. */
            readonly transaction?: {
                /**
                 * @description Bytes, in lower case.
                 * @example 0x00
                 */
                readonly data: `0x${string}`;
                /**
                 * @description An address, checksummed (EIP-55).
                 * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
                 */
                readonly to: `0x${string}`;
                /**
                 * @description Of the native token, in wei, decimal.
                 * @example 1000000
                 */
                readonly value: string;
            };
            /**
             * @description Seconds to answer that the inbox asks for.
             * @example 86400
             */
            readonly window: number;
        };
        readonly QuoteResponse: {
            readonly asOf: components["schemas"]["AsOf"];
            /** @description Whether a letter can get there at all. */
            readonly deliverable: boolean;
            /** @description The reason in words, and what to do. */
            readonly detail: string;
            /** @description One per token that inbox and relay share. Choose one. */
            readonly options: readonly components["schemas"]["QuoteOption"][];
            /** @description Whether it costs anything; then `options` says what. */
            readonly postageRequired: boolean;
            /**
             * @description What `verify` would say of a letter without postage whose sender is proven.
             * @enum {string}
             */
            readonly reason: "consented" | "no_postage_required" | "postage_required" | "sender_denied" | "closed" | "no_common_token";
        };
        readonly Readiness: {
            readonly chains: readonly components["schemas"]["ChainHealth"][];
        };
        readonly RelayPrice: {
            /**
             * @description Carriage of one letter.
             * @example 1000000
             */
            readonly amount: string;
            /**
             * @description Number of a block, decimal.
             * @example 1234
             */
            readonly sinceBlock: string;
            /**
             * @description Unix seconds.
             * @example 1795000000
             */
            readonly sinceTime: number;
            /**
             * @description An address, checksummed (EIP-55).
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly token: `0x${string}`;
        };
        readonly RelayResponse: {
            readonly asOf: components["schemas"]["AsOf"];
            /** @description Counted from the rows at `asOf`. */
            readonly counts: {
                /** @description Of the newest 10000 stamps that name it, by status. */
                readonly stamps: {
                    readonly admitted: number;
                    readonly collected: number;
                    readonly expired: number;
                    readonly open: number;
                    readonly returned: number;
                };
            };
            /**
             * @description Give it as `cursor` for the next page; absent on the last one. A page that a filter was applied to may have fewer entries than asked for, or none, and still a next one.
             * @example cG9zaXRpb24tYW5kLXRhZw
             */
            readonly nextCursor?: string;
            /** @description In the tokens that it accepts while in service, by token; one page of them. */
            readonly prices: readonly components["schemas"]["RelayPrice"][];
            readonly relay: components["schemas"]["RelaySummary"];
        };
        readonly RelaysResponse: {
            readonly asOf: components["schemas"]["AsOf"];
            /**
             * @description Give it as `cursor` for the next page; absent on the last one. A page that a filter was applied to may have fewer entries than asked for, or none, and still a next one.
             * @example cG9zaXRpb24tYW5kLXRhZw
             */
            readonly nextCursor?: string;
            /** @description By address. */
            readonly relays: readonly components["schemas"]["ListedRelay"][];
        };
        readonly RelaySummary: {
            /** @description Whether it is in service; else it has no prices. */
            readonly active: boolean;
            /**
             * @description Since when it is in service, or is not.
             * @example 1234
             */
            readonly activeSinceBlock: string;
            /**
             * @description Unix seconds.
             * @example 1795000000
             */
            readonly activeSinceTime: number;
            /**
             * @description Where it says that it is reached: any text at all. Check it before you use it.
             * @example https://relay.example
             */
            readonly endpoint: string;
            /**
             * @description Unix seconds.
             * @example 1795000000
             */
            readonly registeredAt: number;
            /**
             * @description Number of a block, decimal.
             * @example 1234
             */
            readonly registeredBlock: string;
            /**
             * @description The address that registered it, by which it is named.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly relay: `0x${string}`;
            /**
             * @description Who signs its receipts.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly signer: `0x${string}`;
        };
        readonly RequestError: {
            /** @example must be 32 bytes: 0x and 64 hexadecimal digits */
            readonly detail: string;
            /**
             * @description The part of the request that `pointer` points into.
             * @enum {string}
             */
            readonly in: "body" | "query" | "path" | "header";
            /**
             * @description JSON pointer (RFC 6901) of the field; empty for the whole part.
             * @example /letterHash
             */
            readonly pointer: string;
        };
        readonly RotatedWebhookResponse: {
            /**
             * @description Until then each delivery has two signatures, the other by the previous secret.
             * @example 1795000000
             */
            readonly previousUntil: number;
            /**
             * @description What deliveries are signed with, after Standard Webhooks: `whsec_` and base64. It is shown here and never again.
             * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=
             */
            readonly secret: string;
        };
        readonly SnapshotAborted: {
            /**
             * @description As in a problem.
             * @example index_stale
             */
            readonly code: string;
            readonly detail: string;
            /** @enum {string} */
            readonly type: "aborted";
        };
        readonly SnapshotBegin: {
            /** @description Where the index was when the first line was written. */
            readonly asOf: {
                /**
                 * @description 32 bytes, in lower case.
                 * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
                 */
                readonly blockHash: `0x${string}`;
                /**
                 * @description Number of a block, decimal.
                 * @example 1234
                 */
                readonly blockNumber: string;
                /**
                 * @description Unix seconds.
                 * @example 1795000000
                 */
                readonly blockTimestamp: number;
                /**
                 * @description A chain after CAIP-2.
                 * @example eip155:31337
                 */
                readonly chain: `eip155:${number}`;
                /**
                 * @description The node's `finalized` block, 0 where it knows none; from the last poll.
                 * @example 1138
                 */
                readonly finalizedBlock: string;
                /**
                 * @description The node's newest block; from the last poll.
                 * @example 1235
                 */
                readonly headBlock: string;
                /**
                 * @description The node's `safe` block, 0 where it knows none; from the last poll.
                 * @example 1170
                 */
                readonly safeBlock: string;
            };
            /**
             * @description By table, the columns that tell a row from others of it: those of `key` in `state` of the feed.
             * @example {
             *       "stamp": [
             *         "stampId"
             *       ],
             *       "mail": [
             *         "mailingId",
             *         "index"
             *       ]
             *     }
             */
            readonly keys: {
                readonly [key: string]: readonly string[];
            };
            /**
             * @description Where to go on in the feed: the rows that follow are as old as this, or newer. Apply all from here on, in order.
             * @example 1795377600017
             */
            readonly position: string;
            /** @description Unix seconds. Stamps and mailings that expired before, and the mail of these, are left out: whoever asks for one not found here is refused either way. */
            readonly settledBefore: number;
            /** @enum {string} */
            readonly type: "snapshot";
        };
        readonly SnapshotEnd: {
            /**
             * @description Rows and feed up to here are the index as it was at one block.
             * @example 1795377600017
             */
            readonly position: string;
            /** @description How many rows there were. */
            readonly rows: number;
            /** @enum {string} */
            readonly type: "end";
        };
        /** @description One line: a JSON object, told apart by `type`. */
        readonly SnapshotLine: components["schemas"]["SnapshotBegin"] | components["schemas"]["SnapshotRow"] | components["schemas"]["SnapshotEnd"] | components["schemas"]["SnapshotAborted"];
        readonly SnapshotRow: {
            /** @description As `state` of the feed has it. */
            readonly row: {
                readonly [key: string]: unknown;
            };
            /** @enum {string} */
            readonly table: "inbox" | "guardian" | "recoveryTransfer" | "wallet" | "key" | "keyPeriod" | "keyEpoch" | "account" | "relay" | "carriage" | "terms" | "termsChange" | "doorChange" | "consent" | "stamp" | "voidedStamp" | "mailing" | "mail" | "balance" | "allowance" | "operator";
        };
        readonly Stamp: {
            /**
             * @description In the token's smallest unit, decimal.
             * @example 1000000
             */
            readonly carriage: string;
            /** @description Whether its relay has the carriage. */
            readonly carriagePaid: boolean;
            /**
             * @description Unix seconds.
             * @example 1795000000
             */
            readonly expiresAt: number;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly inboxId: `0x${string}`;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly letterHash: `0x${string}`;
            /**
             * @description Unix seconds.
             * @example 1795000000
             */
            readonly postedAt: number;
            /**
             * @description Number of a block, decimal.
             * @example 1234
             */
            readonly postedBlock: string;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly postedBlockHash: `0x${string}`;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly postedTransaction: `0x${string}`;
            /**
             * @description Who may take the carriage; `0x000…0`: nobody.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly relay: `0x${string}`;
            /** @description Whether its relay may collect, as of its posting. */
            readonly relayMayCollect: boolean;
            /**
             * @description Who pays.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly sender: `0x${string}`;
            /**
             * @description The final outcome's time; null before it.
             * @example 1795000000
             */
            readonly settledAt: number | null;
            /**
             * @description In the token's smallest unit, decimal.
             * @example 1000000
             */
            readonly stake: string;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly stampId: `0x${string}`;
            /**
             * @description As the chain has it; `expired` only once somebody called `expire`.
             * @enum {string}
             */
            readonly status: "open" | "admitted" | "collected" | "returned" | "expired";
            /**
             * @description An address, checksummed (EIP-55).
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly token: `0x${string}`;
            /**
             * @description Seconds to answer that the inbox asked for when this was posted.
             * @example 86400
             */
            readonly window: number;
        };
        readonly StampProofResponse: {
            readonly asOf: components["schemas"]["AsOf"];
            readonly block: components["schemas"]["BlockProof"];
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly stampId: `0x${string}`;
        };
        readonly StampResponse: {
            readonly asOf: components["schemas"]["AsOf"];
            /** @description Whether anyone may call `expire` now, which gives the stake back to its sender. */
            readonly canExpire: boolean;
            /** @description Told apart by `status`. */
            readonly stamp: components["schemas"]["Stamp"] | components["schemas"]["VoidedStamp"];
            /** @description Its life so far, oldest first. */
            readonly steps: readonly components["schemas"]["StampStep"][];
        };
        readonly StampsResponse: {
            readonly asOf: components["schemas"]["AsOf"];
            /**
             * @description Give it as `cursor` for the next page; absent on the last one. A page that a filter was applied to may have fewer entries than asked for, or none, and still a next one.
             * @example cG9zaXRpb24tYW5kLXRhZw
             */
            readonly nextCursor?: string;
            /** @description From the newest block down; those of one block from the highest id down. */
            readonly stamps: readonly components["schemas"]["ListedStamp"][];
        };
        readonly StampStep: {
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly blockHash: `0x${string}`;
            /**
             * @description Number of a block, decimal.
             * @example 1234
             */
            readonly blockNumber: string;
            /**
             * @description Who has the carriage in the end; null before it is known.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly carriageTo: `0x${string}` | null;
            readonly logIndex: number;
            /**
             * @description Who got the stake: payout or sender; null before the outcome.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly stakeTo: `0x${string}` | null;
            /** @enum {string} */
            readonly step: "posted" | "admitted" | "collected" | "returned" | "expired" | "voided";
            /**
             * @description Unix seconds.
             * @example 1795000000
             */
            readonly timestamp: number;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly transaction: `0x${string}`;
        };
        /** @description A row as it was when the entry was written. Replace yours by it. */
        readonly StateChange: {
            /** @description The columns that tell the row from others of its table. */
            readonly key: {
                readonly [key: string]: string | number;
            };
            /** @description The whole row; null: there is none (any more). */
            readonly row: {
                readonly [key: string]: unknown;
            } | null;
            /** @enum {string} */
            readonly table: "inbox" | "guardian" | "recoveryTransfer" | "wallet" | "key" | "keyPeriod" | "keyEpoch" | "account" | "relay" | "carriage" | "terms" | "termsChange" | "doorChange" | "consent" | "stamp" | "voidedStamp" | "mailing" | "mail" | "balance" | "allowance" | "operator";
        };
        readonly StatsBucket: {
            /** @description Inboxes registered in it. */
            readonly inboxes: number;
            /** @description Letters of those mailings. */
            readonly letters: number;
            /** @description Mailings opened in it. */
            readonly mailings: number;
            /** @description Of the stamps posted in it, in the tokens that most were paid in, those first; at most 20. */
            readonly postage: readonly {
                /**
                 * @description In the token's smallest unit, decimal.
                 * @example 1000000
                 */
                readonly carriage: string;
                /**
                 * @description In the token's smallest unit, decimal.
                 * @example 1000000
                 */
                readonly stake: string;
                readonly stamps: number;
                /**
                 * @description An address, checksummed (EIP-55).
                 * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
                 */
                readonly token: `0x${string}`;
            }[];
            /** @description What happened to stamps in it, whenever they were posted. */
            readonly stamps: {
                readonly admitted: number;
                readonly collected: number;
                readonly expired: number;
                readonly posted: number;
                readonly returned: number;
            };
            /**
             * @description Its first second, Unix; days are those of UTC.
             * @example 1795000000
             */
            readonly start: number;
        };
        readonly StatsResponse: {
            readonly asOf: components["schemas"]["AsOf"];
            /** @enum {string} */
            readonly bucket: "hour" | "day";
            /** @description All of the time asked for, oldest first, those too in which nothing happened. The last one may not be over. */
            readonly buckets: readonly components["schemas"]["StatsBucket"][];
            /**
             * @description Where the first bucket begins, Unix seconds.
             * @example 1795000000
             */
            readonly from: number;
            /**
             * @description Where the last bucket ends, Unix seconds; not part of it.
             * @example 1795000000
             */
            readonly to: number;
            /** @description The tokens that `postage` speaks of, those in most buckets first. */
            readonly tokens: readonly {
                /**
                 * @description Digits behind the point: amounts are in the token's smallest unit. Absent as `symbol` is.
                 * @example 6
                 */
                readonly decimals?: number;
                /**
                 * @description What the token calls itself, without what cannot be seen; absent where it says nothing that could be shown, or has not been read yet. Anyone may call a token anything: go by its address.
                 * @example USDC
                 */
                readonly symbol?: string;
                /**
                 * @description An address, checksummed (EIP-55).
                 * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
                 */
                readonly token: `0x${string}`;
            }[];
        };
        readonly Verdict: {
            readonly asOf: components["schemas"]["AsOf"];
            /**
             * @description The inbox's word on the sender as claimed; `allowed` counts only with `senderProof` verified, and for what was proven: a key proves its inbox, not one wallet of that. Absent where the inbox is unknown.
             * @enum {string}
             */
            readonly consent?: "none" | "allowed" | "denied";
            /** @description Whether the letter may be carried. */
            readonly eligible: boolean;
            readonly postage?: components["schemas"]["Postage"];
            /** @description What new postage takes now, one entry per token; where new postage would help. */
            readonly quote?: readonly components["schemas"]["VerifyQuote"][];
            /**
             * @description Why. More may be added: take an unknown one as not eligible.
             *     - `paid`: Postage for this letter is in escrow. Admit it, then carry the letter.
             *     - `consented`: The inbox allows this sender. Carry the letter; no postage is needed.
             *     - `no_postage_required`: The inbox takes letters from strangers free of postage. Carry the letter.
             *     - `unknown_inbox`: The inbox is not registered on this chain, so nothing is known of what it asks. Whether to carry is your own policy.
             *     - `sender_denied`: The inbox denies this sender, or who pays for it. Do not carry; other postage from the same payer does not help.
             *     - `closed`: The inbox takes no letters from strangers, or no token as postage. Do not carry.
             *     - `postage_unknown`: The named postage is not indexed. Ask again after `retryAfterSeconds`; if it stays unknown, it was never posted, or called off before it was: of a stamp, `GET /v1/stamps/{stampId}` then says `voided`.
             *     - `stamp_mismatch`: The named stamp is for another inbox or another letter. Name the one posted for this letter.
             *     - `bad_proof`: The named mailing does not have this letter at this index: the index is not below its count, or the proof does not lead to its root.
             *     - `postage_required`: No postage was posted for this letter. Post what one entry of `quote` asks.
             *     - `no_common_token`: The inbox and the relay share no token. Choose a relay that accepts one of the inbox, or name one in `minCarriage`.
             *     - `wrong_relay`: The postage names another relay, or none. Post for the relay that shall carry, or ask with `acceptUnpaidCarriage`.
             *     - `already_settled`: The recipient has answered this postage. Each letter needs its own.
             *     - `expired`: The time to answer this postage is over. Post anew.
             *     - `token_not_accepted`: The mailing pays in a token that the inbox accepted neither when it was opened nor does now. Post a stamp.
             *     - `stake_too_low`: The stake of each letter of the mailing is below what the inbox asked when it was opened. Post a stamp.
             *     - `window_too_short`: The mailing gave less time to answer than the inbox asked when it was opened. Post a stamp.
             *     - `expiring`: Too little of the time to answer is left for the recipient. Post anew.
             *     - `carriage_too_low`: The carriage is below what the relay asked when the postage was posted, or below `minCarriage`. Post anew with enough.
             *     - `not_final`: What would make the letter eligible is too new for the finality asked for. Ask again after `retryAfterSeconds`.
             * @enum {string}
             */
            readonly reason: "paid" | "consented" | "no_postage_required" | "unknown_inbox" | "sender_denied" | "closed" | "postage_unknown" | "stamp_mismatch" | "bad_proof" | "postage_required" | "no_common_token" | "wrong_relay" | "already_settled" | "expired" | "token_not_accepted" | "stake_too_low" | "window_too_short" | "expiring" | "carriage_too_low" | "not_final";
            /**
             * @description With `postage_unknown` and `not_final`: when asking again may help.
             * @example 2
             */
            readonly retryAfterSeconds?: number;
            readonly rows?: readonly components["schemas"]["ExplainedRow"][];
            /**
             * @description The sender's own inbox, where it is registered on this chain.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly senderInboxId?: `0x${string}`;
            /**
             * @description `verified`: the relay says that it has authenticated the sender, or `senderStatement` holds.
             * @enum {string}
             */
            readonly senderProof: "verified" | "unverified";
            /**
             * @description How long this may be taken as the answer without asking again: about one block. No lock: that is `admit`.
             * @example 1
             */
            readonly validForSeconds: number;
        };
        readonly VerdictItem: {
            /**
             * @description The inbox's word on the sender as claimed; `allowed` counts only with `senderProof` verified, and for what was proven: a key proves its inbox, not one wallet of that. Absent where the inbox is unknown.
             * @enum {string}
             */
            readonly consent?: "none" | "allowed" | "denied";
            /** @description Whether the letter may be carried. */
            readonly eligible: boolean;
            readonly postage?: components["schemas"]["Postage"];
            /** @description What new postage takes now, one entry per token; where new postage would help. */
            readonly quote?: readonly components["schemas"]["VerifyQuote"][];
            /**
             * @description Why. More may be added: take an unknown one as not eligible.
             *     - `paid`: Postage for this letter is in escrow. Admit it, then carry the letter.
             *     - `consented`: The inbox allows this sender. Carry the letter; no postage is needed.
             *     - `no_postage_required`: The inbox takes letters from strangers free of postage. Carry the letter.
             *     - `unknown_inbox`: The inbox is not registered on this chain, so nothing is known of what it asks. Whether to carry is your own policy.
             *     - `sender_denied`: The inbox denies this sender, or who pays for it. Do not carry; other postage from the same payer does not help.
             *     - `closed`: The inbox takes no letters from strangers, or no token as postage. Do not carry.
             *     - `postage_unknown`: The named postage is not indexed. Ask again after `retryAfterSeconds`; if it stays unknown, it was never posted, or called off before it was: of a stamp, `GET /v1/stamps/{stampId}` then says `voided`.
             *     - `stamp_mismatch`: The named stamp is for another inbox or another letter. Name the one posted for this letter.
             *     - `bad_proof`: The named mailing does not have this letter at this index: the index is not below its count, or the proof does not lead to its root.
             *     - `postage_required`: No postage was posted for this letter. Post what one entry of `quote` asks.
             *     - `no_common_token`: The inbox and the relay share no token. Choose a relay that accepts one of the inbox, or name one in `minCarriage`.
             *     - `wrong_relay`: The postage names another relay, or none. Post for the relay that shall carry, or ask with `acceptUnpaidCarriage`.
             *     - `already_settled`: The recipient has answered this postage. Each letter needs its own.
             *     - `expired`: The time to answer this postage is over. Post anew.
             *     - `token_not_accepted`: The mailing pays in a token that the inbox accepted neither when it was opened nor does now. Post a stamp.
             *     - `stake_too_low`: The stake of each letter of the mailing is below what the inbox asked when it was opened. Post a stamp.
             *     - `window_too_short`: The mailing gave less time to answer than the inbox asked when it was opened. Post a stamp.
             *     - `expiring`: Too little of the time to answer is left for the recipient. Post anew.
             *     - `carriage_too_low`: The carriage is below what the relay asked when the postage was posted, or below `minCarriage`. Post anew with enough.
             *     - `not_final`: What would make the letter eligible is too new for the finality asked for. Ask again after `retryAfterSeconds`.
             * @enum {string}
             */
            readonly reason: "paid" | "consented" | "no_postage_required" | "unknown_inbox" | "sender_denied" | "closed" | "postage_unknown" | "stamp_mismatch" | "bad_proof" | "postage_required" | "no_common_token" | "wrong_relay" | "already_settled" | "expired" | "token_not_accepted" | "stake_too_low" | "window_too_short" | "expiring" | "carriage_too_low" | "not_final";
            /**
             * @description With `postage_unknown` and `not_final`: when asking again may help.
             * @example 2
             */
            readonly retryAfterSeconds?: number;
            /**
             * @description The sender's own inbox, where it is registered on this chain.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly senderInboxId?: `0x${string}`;
            /**
             * @description `verified`: the relay says that it has authenticated the sender, or `senderStatement` holds.
             * @enum {string}
             */
            readonly senderProof: "verified" | "unverified";
            /**
             * @description How long this may be taken as the answer without asking again: about one block. No lock: that is `admit`.
             * @example 1
             */
            readonly validForSeconds: number;
        };
        readonly VerifyBatchRequest: {
            /**
             * @description A chain after CAIP-2.
             * @example eip155:31337
             */
            readonly chain: `eip155:${number}`;
            /** @description At most 1,000. */
            readonly items: readonly components["schemas"]["VerifyItem"][];
        };
        readonly VerifyBatchResponse: {
            readonly asOf: components["schemas"]["AsOf"];
            /** @description In the order of the items: a verdict, or the problem of a bad item, which has no `eligible`. */
            readonly results: readonly (components["schemas"]["VerdictItem"] | components["schemas"]["Problem"])[];
        };
        /** @description A letter to judge. Unknown fields are refused. */
        readonly VerifyItem: {
            /**
             * @description Also take stamps that name no relay, and so pay none.
             * @enum {boolean}
             */
            readonly acceptUnpaidCarriage?: true;
            /**
             * @description How final must be what speaks for the sender. Default: latest.
             * @enum {string}
             */
            readonly finality?: "latest" | "safe" | "finalized";
            /**
             * @description The recipient.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly inboxId: `0x${string}`;
            /**
             * @description keccak256 of the sealed bytes that the relay holds: compute it, never take it from the sender.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly letterHash: `0x${string}`;
            /** @description The mailing that pays, instead of `stampId`. Then it alone is judged. */
            readonly mailing?: {
                /**
                 * @description The place of the letter in the mailing, from 0.
                 * @example 0
                 */
                readonly index: number;
                /**
                 * @description 32 bytes, in any case.
                 * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
                 */
                readonly mailingId: `0x${string}`;
                /**
                 * @description Siblings of its leaf, from the leaves up; none in a mailing of one letter.
                 * @example [
                 *       "0xb5553de315e0edf504d9150af82dafa5c4667fa618ed0a6f19c69b41166c5510"
                 *     ]
                 */
                readonly proof: readonly `0x${string}`[];
            };
            /**
             * @description Least carriage by token, on top of what the relay asked on chain. Naming a token also lets it pass where the relay does not accept it on chain.
             * @example {
             *       "0x0000000000000000000000000000000000000000": "1000"
             *     }
             */
            readonly minCarriage?: {
                readonly [key: string]: string;
            };
            /**
             * @description In how many blocks must stand what speaks for the sender, its own and the newest included. Default: 1.
             * @example 3
             */
            readonly minConfirmations?: number;
            /**
             * @description Least seconds to answer that a stamp not yet admitted must have left. Default: nine tenths of the window that the inbox asked for when it was posted.
             * @example 3600
             */
            readonly minSecondsLeft?: number;
            readonly policy?: {
                /**
                 * @description What to do about an inbox that is not registered. Default: refuse.
                 * @enum {string}
                 */
                readonly unknownInbox?: "refuse" | "carry";
            };
            /**
             * @description The relay that asks, by its operator address.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly relay: `0x${string}`;
            /**
             * @description Who claims to have written: a wallet, or an inbox id; in any case.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly sender: `0x${string}`;
            /**
             * @description The relay has made sure by itself that the letter is from `sender`. Without it consent does not count.
             * @enum {boolean}
             */
            readonly senderAuthenticated?: true;
            /** @description What the sender signed about this letter: EIP-712 `SenderStatement(bytes32 inboxId,address wallet,bytes32 senderInboxId,bytes32 keyId,bytes32 letterHash,address relay,uint40 issuedAt)` in the domain of InboxRegistry. One that does not hold proves nothing, and is no error. */
            readonly senderStatement?: {
                /**
                 * @description Unix seconds. It counts from 60 s before until one day after.
                 * @example 1795000000
                 */
                readonly issuedAt: number;
                /**
                 * @description The key that signed; `0x000…0`: a wallet did.
                 * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
                 */
                readonly keyId: `0x${string}`;
                /**
                 * @description The sender's inbox. By a key: the one whose key it is. By a wallet: its inbox, or `0x000…0` for none named.
                 * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
                 */
                readonly senderInboxId: `0x${string}`;
                /** @description By a key 64 bytes; by a wallet 65, r ‖ s ‖ v. */
                readonly signature: `0x${string}`;
                /**
                 * @description The wallet that signed; `0x000…0`: a key did.
                 * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
                 */
                readonly wallet: `0x${string}`;
            };
            /**
             * @description The stamp that pays. Then it alone is judged; without it, every stamp of the letter is.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly stampId?: `0x${string}`;
        };
        readonly VerifyKeyRequest: {
            /**
             * @description Judge the key as of the end of this block, decimal.
             * @example 1234
             */
            readonly atBlock?: string;
            /**
             * @description Judge the key at this second, Unix seconds. Never take it from who signed.
             * @example 1795000000
             */
            readonly atTime?: number;
            /**
             * @description A chain after CAIP-2.
             * @example eip155:31337
             */
            readonly chain: `eip155:${number}`;
            /**
             * @description Whose key it is said to be.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly inboxId: `0x${string}`;
            /**
             * @description keccak256(abi.encode(kind, publicKey)). Or give `kind` and `publicKey`.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly keyId?: `0x${string}`;
            /** @example 1 */
            readonly kind?: number;
            readonly publicKey?: `0x${string}`;
            /**
             * @description Judge the key as of the block in which this stamp was posted: the evidence of when a letter was signed.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly stampId?: `0x${string}`;
        };
        readonly VerifyKeyResponse: {
            readonly asOf: components["schemas"]["AsOf"];
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly keyId: `0x${string}`;
            /**
             * @description What the proof was worth that the key was last added with, by the end of the moment asked about, else by now. `none`: there was none. `valid`: the key itself signed for this inbox. `vouched`: it cannot sign, and an active signing key of the inbox signed for it. `invalid`: neither. `unchecked`: of a free kind, which only its application can check.
             * @enum {string}
             */
            readonly possession: "none" | "valid" | "vouched" | "invalid" | "unchecked";
            /**
             * @description At the moment asked about. What happened within its block counts for the whole block.
             * @enum {string}
             */
            readonly statusAt?: "none" | "active" | "expired" | "revoked";
            /**
             * @description `none`: the inbox, or the key in it, is not known. `revoked` is for ever; an `expired` key may be added again.
             * @enum {string}
             */
            readonly statusNow: "none" | "active" | "expired" | "revoked";
            /**
             * @description Since when the key was good without a break: around the moment asked about, else the last time before it, else the first after. Null: never.
             * @example 1795000000
             */
            readonly validFrom: number | null;
            /**
             * @description The second from which it was or will be good no more; absent while no end is set.
             * @example 1795000000
             */
            readonly validUntil?: number;
        };
        /** @description One way to pay for the letter now. */
        readonly VerifyQuote: {
            /**
             * @description Least carriage.
             * @example 1000000
             */
            readonly carriage: string;
            readonly decimals?: number;
            /**
             * @description The relay to name in the stamp: the one that asks, or `0x000…0` where it accepts unpaid carriage.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly relay: `0x${string}`;
            /**
             * @description Least stake.
             * @example 1000000
             */
            readonly stake: string;
            readonly symbol?: string;
            /**
             * @description An address, checksummed (EIP-55).
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly token: `0x${string}`;
            /**
             * @description Least seconds from posting to `expiresAt`.
             * @example 86400
             */
            readonly window: number;
        };
        /** @description A letter to judge. Unknown fields are refused. */
        readonly VerifyRequest: {
            /**
             * @description Also take stamps that name no relay, and so pay none.
             * @enum {boolean}
             */
            readonly acceptUnpaidCarriage?: true;
            /**
             * @description A chain after CAIP-2.
             * @example eip155:31337
             */
            readonly chain: `eip155:${number}`;
            /**
             * @description Answer also with every row of the table and the values it compared.
             * @enum {boolean}
             */
            readonly explain?: true;
            /**
             * @description How final must be what speaks for the sender. Default: latest.
             * @enum {string}
             */
            readonly finality?: "latest" | "safe" | "finalized";
            /**
             * @description The recipient.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly inboxId: `0x${string}`;
            /**
             * @description keccak256 of the sealed bytes that the relay holds: compute it, never take it from the sender.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly letterHash: `0x${string}`;
            /** @description The mailing that pays, instead of `stampId`. Then it alone is judged. */
            readonly mailing?: {
                /**
                 * @description The place of the letter in the mailing, from 0.
                 * @example 0
                 */
                readonly index: number;
                /**
                 * @description 32 bytes, in any case.
                 * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
                 */
                readonly mailingId: `0x${string}`;
                /**
                 * @description Siblings of its leaf, from the leaves up; none in a mailing of one letter.
                 * @example [
                 *       "0xb5553de315e0edf504d9150af82dafa5c4667fa618ed0a6f19c69b41166c5510"
                 *     ]
                 */
                readonly proof: readonly `0x${string}`[];
            };
            /**
             * @description Least carriage by token, on top of what the relay asked on chain. Naming a token also lets it pass where the relay does not accept it on chain.
             * @example {
             *       "0x0000000000000000000000000000000000000000": "1000"
             *     }
             */
            readonly minCarriage?: {
                readonly [key: string]: string;
            };
            /**
             * @description In how many blocks must stand what speaks for the sender, its own and the newest included. Default: 1.
             * @example 3
             */
            readonly minConfirmations?: number;
            /**
             * @description Least seconds to answer that a stamp not yet admitted must have left. Default: nine tenths of the window that the inbox asked for when it was posted.
             * @example 3600
             */
            readonly minSecondsLeft?: number;
            readonly policy?: {
                /**
                 * @description What to do about an inbox that is not registered. Default: refuse.
                 * @enum {string}
                 */
                readonly unknownInbox?: "refuse" | "carry";
            };
            /**
             * @description The relay that asks, by its operator address.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly relay: `0x${string}`;
            /**
             * @description Who claims to have written: a wallet, or an inbox id; in any case.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly sender: `0x${string}`;
            /**
             * @description The relay has made sure by itself that the letter is from `sender`. Without it consent does not count.
             * @enum {boolean}
             */
            readonly senderAuthenticated?: true;
            /** @description What the sender signed about this letter: EIP-712 `SenderStatement(bytes32 inboxId,address wallet,bytes32 senderInboxId,bytes32 keyId,bytes32 letterHash,address relay,uint40 issuedAt)` in the domain of InboxRegistry. One that does not hold proves nothing, and is no error. */
            readonly senderStatement?: {
                /**
                 * @description Unix seconds. It counts from 60 s before until one day after.
                 * @example 1795000000
                 */
                readonly issuedAt: number;
                /**
                 * @description The key that signed; `0x000…0`: a wallet did.
                 * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
                 */
                readonly keyId: `0x${string}`;
                /**
                 * @description The sender's inbox. By a key: the one whose key it is. By a wallet: its inbox, or `0x000…0` for none named.
                 * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
                 */
                readonly senderInboxId: `0x${string}`;
                /** @description By a key 64 bytes; by a wallet 65, r ‖ s ‖ v. */
                readonly signature: `0x${string}`;
                /**
                 * @description The wallet that signed; `0x000…0`: a key did.
                 * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
                 */
                readonly wallet: `0x${string}`;
            };
            /**
             * @description The stamp that pays. Then it alone is judged; without it, every stamp of the letter is.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly stampId?: `0x${string}`;
        };
        /** @description A stamp that its sender called off before anybody posted it: it never can be. The chain tells no more of it. */
        readonly VoidedStamp: {
            /**
             * @description Who called it off.
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly sender: `0x${string}`;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly stampId: `0x${string}`;
            /** @enum {string} */
            readonly status: "voided";
        };
        readonly Webhook: {
            /**
             * @description A chain after CAIP-2.
             * @example eip155:31337
             */
            readonly chain: `eip155:${number}`;
            /**
             * @description Unix seconds.
             * @example 1795000000
             */
            readonly createdAt: number;
            /**
             * @description When the receiver last answered 2xx.
             * @example 1795000000
             */
            readonly deliveredAt?: number;
            /**
             * @description Since when nothing is delivered; absent while it is. A ping that the receiver answers with 2xx enables it again, from then on.
             * @example 1795000000
             */
            readonly disabledAt?: number;
            /**
             * @description `failing`: nothing but failures for five days. `gone`: the receiver answered 410. `backlog`: over 100,000 deliveries were waiting. `key_revoked`: the API key is.
             * @enum {string}
             */
            readonly disabledBecause?: "failing" | "gone" | "backlog" | "key_revoked";
            /**
             * @description The first failed attempt since then; absent while deliveries succeed.
             * @example 1795000000
             */
            readonly failingSince?: number;
            /**
             * @description 32 bytes, in lower case.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly inboxId?: `0x${string}`;
            /**
             * @description An address, checksummed (EIP-55).
             * @example 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
             */
            readonly relay?: `0x${string}`;
            /** @description The types themselves: patterns were resolved when it was made. */
            readonly types: readonly ("inbox.registered" | "wallet.linked" | "wallet.unlinked" | "key.added" | "key.revoked" | "keys.revoked" | "guardian.named" | "recovery.started" | "recovery.cancelled" | "recovery.transferred" | "account.linked" | "account.unlinked" | "nonce.voided" | "relay.registered" | "relay.changed" | "carriage.set" | "terms.set" | "door.set" | "consent.set" | "payout.set" | "stamp.posted" | "stamp.admitted" | "stamp.collected" | "stamp.returned" | "stamp.expired" | "stamp.voided" | "mailing.opened" | "mailing.admitted" | "mailing.closed" | "mail.collected" | "balance.deposited" | "balance.withdrawn" | "balance.transferred" | "allowance.set" | "operator.set" | "retracted" | "state.corrected")[];
            /** @example https://relay.example/pennypost */
            readonly url: string;
            /** @example wh_5f2c8a90b1d34e67 */
            readonly webhookId: string;
        };
        readonly WebhookDeliveriesResponse: {
            /** @description Newest first. */
            readonly deliveries: readonly components["schemas"]["WebhookDelivery"][];
            /**
             * @description Give it as `cursor` for the next page; absent on the last one. A page that a filter was applied to may have fewer entries than asked for, or none, and still a next one.
             * @example cG9zaXRpb24tYW5kLXRhZw
             */
            readonly nextCursor?: string;
        };
        readonly WebhookDelivery: {
            /**
             * @description Unix seconds.
             * @example 1795000000
             */
            readonly attemptedAt?: number;
            readonly attempts: number;
            /**
             * @description Unix seconds.
             * @example 1795000000
             */
            readonly createdAt: number;
            /**
             * @description Also the header `webhook-id`, the same in every attempt.
             * @example msg_0d5a6f1c3b2e4d7f8a9b0c1d2e3f4a5b
             */
            readonly deliveryId: string;
            /**
             * @description Of the feed.
             * @example 1795377600017
             */
            readonly entryId: string;
            /**
             * @description Why the last attempt failed.
             * @example answered 500
             */
            readonly error?: string;
            /** @description Of the last attempt, if answered. */
            readonly responseStatus?: number;
            /**
             * @description `pending`: to be tried, or tried again. `failed`: given up.
             * @enum {string}
             */
            readonly status: "pending" | "delivered" | "failed";
            /** @enum {string} */
            readonly type: "inbox.registered" | "wallet.linked" | "wallet.unlinked" | "key.added" | "key.revoked" | "keys.revoked" | "guardian.named" | "recovery.started" | "recovery.cancelled" | "recovery.transferred" | "account.linked" | "account.unlinked" | "nonce.voided" | "relay.registered" | "relay.changed" | "carriage.set" | "terms.set" | "door.set" | "consent.set" | "payout.set" | "stamp.posted" | "stamp.admitted" | "stamp.collected" | "stamp.returned" | "stamp.expired" | "stamp.voided" | "mailing.opened" | "mailing.admitted" | "mailing.closed" | "mail.collected" | "balance.deposited" | "balance.withdrawn" | "balance.transferred" | "allowance.set" | "operator.set" | "retracted" | "state.corrected";
        };
        readonly WebhookDeliveryResponse: {
            readonly delivery: components["schemas"]["WebhookDelivery"];
        };
        readonly WebhookMessage: {
            /** @description The entry of the feed; of `webhook.ping` the id of the webhook. */
            readonly data: components["schemas"]["FeedEntry"] | {
                readonly webhookId: string;
            };
            /**
             * Format: date-time
             * @description When the feed told it, ISO 8601 as Standard Webhooks have it.
             */
            readonly timestamp: string;
            readonly type: ("inbox.registered" | "wallet.linked" | "wallet.unlinked" | "key.added" | "key.revoked" | "keys.revoked" | "guardian.named" | "recovery.started" | "recovery.cancelled" | "recovery.transferred" | "account.linked" | "account.unlinked" | "nonce.voided" | "relay.registered" | "relay.changed" | "carriage.set" | "terms.set" | "door.set" | "consent.set" | "payout.set" | "stamp.posted" | "stamp.admitted" | "stamp.collected" | "stamp.returned" | "stamp.expired" | "stamp.voided" | "mailing.opened" | "mailing.admitted" | "mailing.closed" | "mail.collected" | "balance.deposited" | "balance.withdrawn" | "balance.transferred" | "allowance.set" | "operator.set" | "retracted" | "state.corrected") | "webhook.ping";
        };
        readonly WebhookResponse: {
            readonly webhook: components["schemas"]["Webhook"];
        };
        readonly WebhooksResponse: {
            /** @description All of the API key, oldest first; at most 20. */
            readonly webhooks: readonly components["schemas"]["Webhook"][];
        };
        readonly Welcome: {
            readonly chains: readonly `eip155:${number}`[];
            readonly docs: string;
            /** @enum {string} */
            readonly name: "Pennypost";
            readonly openapi: string;
        };
        readonly WordProof: {
            /** @description Nodes from the root of the account’s storage to the word. */
            readonly proof: readonly `0x${string}`[];
            /**
             * @description Where the word lies; docs/storage.md says which is where.
             * @example 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
             */
            readonly slot: `0x${string}`;
            /**
             * @description The word; 0 too is proven.
             * @example 0x2a
             */
            readonly value: `0x${string}`;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
};
export type $defs = Record<string, never>;
export interface operations {
    readonly getAccount: {
        readonly parameters: {
            readonly query: {
                /** @description A chain after CAIP-2. */
                readonly chain: `eip155:${number}`;
                /** @description The `nextCursor` of the page before, of the same list with the same filters. Pages go on where the last one ended, whatever has come in meanwhile. */
                readonly cursor?: string;
                /** @description Most entries of a page. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @description An address, in any case. `0x000…0` as a token is the native one, as a relay any. */
                readonly address: `0x${string}`;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The account */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AccountResponse"];
                };
            };
        };
    };
    readonly listMovements: {
        readonly parameters: {
            readonly query: {
                /** @description A chain after CAIP-2. */
                readonly chain: `eip155:${number}`;
                /** @description The `nextCursor` of the page before, of the same list with the same filters. Pages go on where the last one ended, whatever has come in meanwhile. */
                readonly cursor?: string;
                /** @description Most entries of a page. */
                readonly limit?: number;
                /** @description In this token only, in any case; `0x000…0`: the native one. */
                readonly token?: `0x${string}`;
            };
            readonly header?: never;
            readonly path: {
                /** @description An address, in any case. `0x000…0` as a token is the native one, as a relay any. */
                readonly address: `0x${string}`;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of movements */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MovementsResponse"];
                };
            };
        };
    };
    readonly getChains: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The chains */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ChainsResponse"];
                };
            };
        };
    };
    readonly getEvents: {
        readonly parameters: {
            readonly query: {
                /** @description A chain after CAIP-2. */
                readonly chain: `eip155:${number}`;
                /** @description 32 bytes, in any case. */
                readonly inboxId?: `0x${string}`;
                /** @description Id of the last entry that the client has, to go on after it. */
                readonly lastEventId?: string;
                /** @description An address, in any case. `0x000…0` as a token is the native one, as a relay any. */
                readonly relay?: `0x${string}`;
                /** @description Types with commas between, or given more than once; `stamp.*` stands for all that begin so. Retractions come with the types that they retract; `retracted` is all of them. */
                readonly type?: string | readonly string[];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The stream; the schema is that of the `data` of an event */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/event-stream": components["schemas"]["FeedEntry"];
                };
            };
        };
    };
    readonly findInboxes: {
        readonly parameters: {
            readonly query: {
                /** @description An account elsewhere after CAIP-10, letter by letter as it was linked. */
                readonly account?: string;
                /** @description A chain after CAIP-2. */
                readonly chain: `eip155:${number}`;
                /** @description The `nextCursor` of the page before, of the same list with the same filters. Pages go on where the last one ended, whatever has come in meanwhile. */
                readonly cursor?: string;
                /** @description keccak256 of a key’s kind and bytes. */
                readonly keyId?: `0x${string}`;
                /** @description Most entries of a page. */
                readonly limit?: number;
                /** @description A wallet, in any case. */
                readonly wallet?: `0x${string}`;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description What was found */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InboxesResponse"];
                };
            };
        };
    };
    readonly getInbox: {
        readonly parameters: {
            readonly query: {
                /** @description A chain after CAIP-2. */
                readonly chain: `eip155:${number}`;
            };
            readonly header?: never;
            readonly path: {
                /** @description 32 bytes, in any case. */
                readonly inboxId: `0x${string}`;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The inbox */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InboxResponse"];
                };
            };
        };
    };
    readonly getInboxChains: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description 32 bytes, in any case. */
                readonly inboxId: `0x${string}`;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The inbox on each chain */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InboxChainsResponse"];
                };
            };
        };
    };
    readonly getConsent: {
        readonly parameters: {
            readonly query: {
                /** @description A chain after CAIP-2. */
                readonly chain: `eip155:${number}`;
            };
            readonly header?: never;
            readonly path: {
                /** @description 32 bytes, in any case. */
                readonly inboxId: `0x${string}`;
                /** @description An address, also as 32 bytes, or an inbox id; in any case. */
                readonly subject: `0x${string}`;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The consent */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ConsentResponse"];
                };
            };
        };
    };
    readonly listInboxKeys: {
        readonly parameters: {
            readonly query: {
                /** @description Number of an indexed block, decimal. */
                readonly atBlock?: string | number | bigint;
                /** @description A chain after CAIP-2. */
                readonly chain: `eip155:${number}`;
                /** @description The `nextCursor` of the page before, of the same list with the same filters. Pages go on where the last one ended, whatever has come in meanwhile. */
                readonly cursor?: string;
                /** @description Most entries of a page. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @description 32 bytes, in any case. */
                readonly inboxId: `0x${string}`;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of keys */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InboxKeysResponse"];
                };
            };
        };
    };
    readonly listInboxStamps: {
        readonly parameters: {
            readonly query: {
                /** @description A chain after CAIP-2. */
                readonly chain: `eip155:${number}`;
                /** @description The `nextCursor` of the page before, of the same list with the same filters. Pages go on where the last one ended, whatever has come in meanwhile. */
                readonly cursor?: string;
                /** @description Most entries of a page. */
                readonly limit?: number;
                /** @description As the chain has it; `expired` only once somebody called `expire`. */
                readonly status?: "open" | "admitted" | "collected" | "returned" | "expired";
            };
            readonly header?: never;
            readonly path: {
                /** @description 32 bytes, in any case. */
                readonly inboxId: `0x${string}`;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of stamps */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["StampsResponse"];
                };
            };
        };
    };
    readonly verifyKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["VerifyKeyRequest"];
            };
        };
        readonly responses: {
            /** @description The status of the key */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["VerifyKeyResponse"];
                };
            };
        };
    };
    readonly getMailing: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description 32 bytes, in any case. */
                readonly mailingId: `0x${string}`;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The mailing */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MailingResponse"];
                };
            };
        };
    };
    readonly putMailingLeaves: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description 32 bytes, in any case. */
                readonly mailingId: `0x${string}`;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/octet-stream": string;
            };
        };
        readonly responses: {
            /** @description The letters are here */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MailingLeavesResponse"];
                };
            };
        };
    };
    readonly getMailingLeaf: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Place of the letter in the mailing, from 0. */
                readonly index: string | number | bigint;
                /** @description 32 bytes, in any case. */
                readonly mailingId: `0x${string}`;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The letter */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MailingLeafResponse"];
                };
            };
        };
    };
    readonly prove: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ProofsRequest"];
            };
        };
        readonly responses: {
            /** @description The verdict with its proofs */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ProofsResponse"];
                };
            };
        };
    };
    readonly getQuote: {
        readonly parameters: {
            readonly query: {
                /** @description A chain after CAIP-2. */
                readonly chain: `eip155:${number}`;
                /** @description The recipient. */
                readonly inboxId: `0x${string}`;
                /** @description keccak256 of the sealed letter. With it, `relay` and a wallet as `sender`, the options come with their transactions. */
                readonly letterHash?: `0x${string}`;
                /** @description Who would carry; `0x000…0`: any relay, for no carriage. Without it no carriage is quoted. */
                readonly relay?: `0x${string}`;
                /** @description Who would send: a wallet or an inbox id. Without it no consent is looked up. */
                readonly sender?: `0x${string}`;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The quote */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["QuoteResponse"];
                };
            };
        };
    };
    readonly listRelays: {
        readonly parameters: {
            readonly query: {
                /** @description Those only that are in service, or that are not. */
                readonly active?: "true" | "false";
                /** @description A chain after CAIP-2. */
                readonly chain: `eip155:${number}`;
                /** @description The `nextCursor` of the page before, of the same list with the same filters. Pages go on where the last one ended, whatever has come in meanwhile. */
                readonly cursor?: string;
                /** @description Most entries of a page. */
                readonly limit?: number;
                /** @description Those only that accept this token, in any case; `0x000…0`: the native one. */
                readonly token?: `0x${string}`;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of relays */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RelaysResponse"];
                };
            };
        };
    };
    readonly getRelay: {
        readonly parameters: {
            readonly query: {
                /** @description A chain after CAIP-2. */
                readonly chain: `eip155:${number}`;
                /** @description The `nextCursor` of the page before, of the same list with the same filters. Pages go on where the last one ended, whatever has come in meanwhile. */
                readonly cursor?: string;
                /** @description Most entries of a page. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @description The address that registered it, in any case. */
                readonly address: `0x${string}`;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The relay */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RelayResponse"];
                };
            };
        };
    };
    readonly listSenderStamps: {
        readonly parameters: {
            readonly query: {
                /** @description Those only that can be expired now. */
                readonly canExpire?: "true";
                /** @description A chain after CAIP-2. */
                readonly chain: `eip155:${number}`;
                /** @description The `nextCursor` of the page before, of the same list with the same filters. Pages go on where the last one ended, whatever has come in meanwhile. */
                readonly cursor?: string;
                /** @description Most entries of a page. */
                readonly limit?: number;
                /** @description As the chain has it; `expired` only once somebody called `expire`. */
                readonly status?: "open" | "admitted" | "collected" | "returned" | "expired";
            };
            readonly header?: never;
            readonly path: {
                /** @description Who paid, in any case. */
                readonly address: `0x${string}`;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of stamps */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["StampsResponse"];
                };
            };
        };
    };
    readonly getSnapshot: {
        readonly parameters: {
            readonly query: {
                /** @description A chain after CAIP-2. */
                readonly chain: `eip155:${number}`;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Lines; the schema is that of one */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/x-ndjson": components["schemas"]["SnapshotLine"];
                };
            };
        };
    };
    readonly getStamp: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description 32 bytes, in any case. */
                readonly stampId: `0x${string}`;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The stamp */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["StampResponse"];
                };
            };
        };
    };
    readonly getStampProof: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description 32 bytes, in any case. */
                readonly stampId: `0x${string}`;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The proof */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["StampProofResponse"];
                };
            };
        };
    };
    readonly getStats: {
        readonly parameters: {
            readonly query: {
                /** @description How long each part of the series is. */
                readonly bucket: "hour" | "day";
                /** @description A chain after CAIP-2. */
                readonly chain: `eip155:${number}`;
                /** @description Unix seconds; the series begins with the bucket that they are in. Without it: 48 hours or 30 days before its end. */
                readonly from?: string | number | bigint;
                /** @description Unix seconds; the series ends with the bucket of the second before. Without it: now, or as far as an answer reaches. */
                readonly to?: string | number | bigint;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The series */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["StatsResponse"];
                };
            };
        };
    };
    readonly verify: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["VerifyRequest"];
            };
        };
        readonly responses: {
            /** @description The verdict */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Verdict"];
                };
            };
        };
    };
    readonly verifyBatch: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["VerifyBatchRequest"];
            };
        };
        readonly responses: {
            /** @description The verdicts */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["VerifyBatchResponse"];
                };
            };
        };
    };
    readonly listWebhooks: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The webhooks */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhooksResponse"];
                };
            };
        };
    };
    readonly createWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateWebhookRequest"];
            };
        };
        readonly responses: {
            /** @description The webhook and its secret */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CreatedWebhookResponse"];
                };
            };
        };
    };
    readonly getWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The id of a webhook. */
                readonly webhookId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The webhook */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookResponse"];
                };
            };
        };
    };
    readonly deleteWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The id of a webhook. */
                readonly webhookId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is gone */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listWebhookDeliveries: {
        readonly parameters: {
            readonly query?: {
                /** @description The `nextCursor` of the page before, of the same list with the same filters. Pages go on where the last one ended, whatever has come in meanwhile. */
                readonly cursor?: string;
                /** @description Most entries of a page. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @description The id of a webhook. */
                readonly webhookId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The deliveries */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookDeliveriesResponse"];
                };
            };
        };
    };
    readonly redeliverWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The id of a delivery, as in its header `webhook-id`. */
                readonly deliveryId: string;
                /** @description The id of a webhook. */
                readonly webhookId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The delivery, pending */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookDeliveryResponse"];
                };
            };
        };
    };
    readonly pingWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The id of a webhook. */
                readonly webhookId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description What came of it */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PingResponse"];
                };
            };
        };
    };
    readonly rotateWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The id of a webhook. */
                readonly webhookId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The new secret */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RotatedWebhookResponse"];
                };
            };
        };
    };
    readonly receiveMessage: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description The id of a delivery, as in its header `webhook-id`. */
                readonly "webhook-id": string;
                /** @description `v1,` and the base64 of HMAC-SHA-256 over `<id>.<timestamp>.<body>`; two with a space between while the secret is being rotated. */
                readonly "webhook-signature": string;
                /** @description Unix seconds of the attempt. */
                readonly "webhook-timestamp": string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WebhookMessage"];
            };
        };
        readonly responses: {
            /** @description Taken */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
