/** SQL of a `KeyRow` as JSON, over a `key` k, its `inbox` i and, left joined, the `key_epoch` e that its epoch ended with. */
export const keyObject = `json_build_object(
  'keyId', k.key_id, 'kind', k.kind, 'publicKey', k.public_key,
  'possession', coalesce(k.possession_status, 'none'), 'wallet', k.wallet,
  'addedBlock', k.added_block, 'addedAt', k.added_at, 'expiresAt', k.expires_at,
  'isRevoked', k.revoked_block is not null or k.epoch < i.key_epoch,
  'revokedBlock', least(k.revoked_block, e.ended_block), 'revokedAt', least(k.revoked_at, e.ended_at)
)`
