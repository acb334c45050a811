/** The id of the model that a reader loads into a page, where the catalog's models have theirs. */
export const ownModelId = "own";
