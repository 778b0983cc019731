import { Toast } from '@base-ui/react/toast'

/** What every toast goes through, so that one can be said from anywhere. */
export const toastManager = Toast.createToastManager()
