import type { Hex } from 'viem'
import type { Store } from '../store.ts'

/** Letters in a row of `api.leaf_chunk`, nodes in a row of `api.leaf_node`, and their bytes. */
const chunkLetters = 1_024
const chunkBytes = chunkLetters * 64
const pageNodes = 1_024
const nodeBytes = 32

/** Seconds without a word after which an upload counts as given up: its process may have ended. */
const lapseSeconds = 60

/** Whether the letters of a mailing are here. @throws {ApiError} `database_unavailable`. */
export async function readLeavesUpload(store: Store, mailingId: Hex): Promise<number | undefined> {
  const [row] = await store.query<{ id: number }>(
    `select upload_id as id from api.leaf_upload where mailing_id = $1 and state = 'stored'`,
    [mailingId],
  )
  return row?.id
}

/** Begins an upload, beside others of the same mailing. @returns undefined: the letters are stored. */
export async function openUpload(
  store: Store,
  mailingId: Hex,
  letters: number,
): Promise<number | undefined> {
  await store.query(
    `update api.leaf_upload set state = 'abandoned'
    where state = 'open' and touched_at < now() - make_interval(secs => $1)`,
    [lapseSeconds],
  )
  const [row] = await store.query<{ id: number }>(
    `insert into api.leaf_upload (mailing_id, letters)
    select $1::text, $2::bigint
    where not exists (select from api.leaf_upload where mailing_id = $1 and state = 'stored')
    returning upload_id as id`,
    [mailingId, letters],
  )
  return row?.id
}

/**
 * Adds letters to an upload.
 *
 * @param firstChunk - Number of the first chunk of 1,024 letters among them.
 * @returns Whether the upload is still open: another of the same mailing may have been whole first.
 */
export async function addLetters(
  store: Store,
  uploadId: number,
  firstChunk: number,
  letters: Uint8Array,
): Promise<boolean> {
  const rows = await store.query(
    `with open as (
      update api.leaf_upload set touched_at = now() where upload_id = $1 and state = 'open'
      returning upload_id
    )
    insert into api.leaf_chunk (upload_id, number, letters)
    select upload_id, $2::int + part, substring($3::bytea from part * ${chunkBytes} + 1 for ${chunkBytes})
    from open, generate_series(0, (length($3::bytea) - 1) / ${chunkBytes}) part
    returning number`,
    [uploadId, firstChunk, letters],
  )
  return rows.length > 0
}

/** Adds the nodes of one level; as `addLetters`. */
export async function addNodes(
  store: Store,
  uploadId: number,
  level: number,
  nodes: Uint8Array,
): Promise<boolean> {
  const pageBytes = pageNodes * nodeBytes
  const rows = await store.query(
    `with open as (
      update api.leaf_upload set touched_at = now() where upload_id = $1 and state = 'open'
      returning upload_id
    )
    insert into api.leaf_node (upload_id, level, page, nodes)
    select upload_id, $2::int, part, substring($3::bytea from part * ${pageBytes} + 1 for ${pageBytes})
    from open, generate_series(0, (length($3::bytea) - 1) / ${pageBytes}) part
    returning page`,
    [uploadId, level, nodes],
  )
  return rows.length > 0
}

/** Makes the leaves of an upload those of its mailing, and ends others of the same. @returns Whether it was still open. */
export function finishUpload(store: Store, uploadId: number): Promise<boolean> {
  return store.transaction(async (query) => {
    // Two that are whole at once take turns. Uploads of one mailing are locked in one order, so they cannot lock each other out.
    await query(
      `select upload_id from api.leaf_upload
      where mailing_id = (select mailing_id from api.leaf_upload where upload_id = $1)
      order by upload_id for update`,
      [uploadId],
    )
    const rows = await query<{ mailingId: Hex }>(
      `update api.leaf_upload set state = 'stored' where upload_id = $1 and state = 'open'
      returning mailing_id as "mailingId"`,
      [uploadId],
    )
    const [stored] = rows
    if (!stored) return false
    await query(
      `update api.leaf_upload set state = 'abandoned' where mailing_id = $1 and state = 'open'`,
      [stored.mailingId],
    )
    return true
  })
}

/** Gives an upload up, whatever it has brought; `sweepUploads` takes that away. */
export async function abandonUpload(store: Store, uploadId: number): Promise<void> {
  await store.query(
    `update api.leaf_upload set state = 'abandoned' where upload_id = $1 and state = 'open'`,
    [uploadId],
  )
}

/**
 * Takes away some of what abandoned uploads have left: 16 MiB at a time, as a statement may take 2 s only.
 *
 * @returns Whether there may be more.
 */
export async function sweepUploads(store: Store): Promise<boolean> {
  const [upload] = await store.query<{ id: number }>(
    `select upload_id as id from api.leaf_upload where state = 'abandoned' limit 1`,
  )
  if (!upload) return false
  const { id } = upload
  const chunks = await store.query(
    `delete from api.leaf_chunk where upload_id = $1 and number in (
      select number from api.leaf_chunk where upload_id = $1 order by number limit 256
    ) returning number`,
    [id],
  )
  if (chunks.length > 0) return true
  await store.query('delete from api.leaf_node where upload_id = $1', [id])
  await store.query(`delete from api.leaf_upload where upload_id = $1 and state = 'abandoned'`, [
    id,
  ])
  return true
}

/**
 * The letters of one group and nodes of the tree above.
 *
 * @param group - Index of the first letter of the group, and how many letters to read from there.
 * @param nodes - Level and place within it; a node that is not kept is not returned.
 */
export async function readLeafParts(
  store: Store,
  uploadId: number,
  group: { first: number; letters: number },
  nodes: readonly { level: number; place: number }[],
): Promise<{ letters: Uint8Array; nodes: Map<number, Uint8Array> } | undefined> {
  const rows = await store.query<{ level: number | null; bytes: Buffer }>(
    `select null::int as level, substring(letters from $3::int for $4::int) as bytes
    from api.leaf_chunk where upload_id = $1 and number = $2
    union all
    select node.level, substring(node.nodes from wanted.place * ${nodeBytes} + 1 for ${nodeBytes})
    from json_to_recordset($5::text::json) as wanted (level int, page int, place int)
    join api.leaf_node node
      on node.upload_id = $1 and node.level = wanted.level and node.page = wanted.page`,
    [
      uploadId,
      Math.floor(group.first / chunkLetters),
      (group.first % chunkLetters) * 64 + 1,
      group.letters * 64,
      JSON.stringify(
        nodes.map(({ level, place }) => ({
          level,
          page: Math.floor(place / pageNodes),
          place: place % pageNodes,
        })),
      ),
    ],
  )
  const letters = rows.find(({ level }) => level === null)
  if (!letters) return undefined
  const kept = rows.flatMap(({ level, bytes }) => (level === null ? [] : [[level, bytes] as const]))
  return { letters: letters.bytes, nodes: new Map(kept) }
}
