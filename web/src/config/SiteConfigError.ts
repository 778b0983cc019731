/** Thrown where `config.json` is not what the site needs: the message names the field, and what it should be. */
export class SiteConfigError extends Error {
  override readonly name = 'SiteConfigError'
}
