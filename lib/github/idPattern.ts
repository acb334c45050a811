/** Ids that can stand in a marker and be told apart by eye. */
export const idPattern = /^[A-Za-z0-9._][A-Za-z0-9._/-]{0,99}$/;
