import type {Comment, GitHubClient, PullRequest} from "./client.js";
import type {Wait} from "./http.js";
import {readMarker, type FoundMarker, type Marker} from "./marker.js";

/** A comment of this program's, with what it says of itself. */
export type OwnComment = Comment & {readonly marker: FoundMarker};

/** What a run knows of comments beside what GitHub lists. */
export interface Known {
  /** Whose comments count; null: those of bots, until this run has made one and knows its own name. */
  author: string | null;
  /** The comment that this run made, as long as it may be there; null before. */
  made: number | null;
  /** How often it was waited for a list that has it. */
  looks: number;
}

/** Together fifteen seconds. */
const mostLooks = 4;

/**
 * The comments of one check on a pull request, in the order of their ids. A list may be older than what GitHub took before it was
 * asked: one that lacks the comment that this run made is not believed, since it may lack that of another run too.
 */
export async function ownComments(
  client: GitHubClient,
  {pull, marker}: {readonly pull: PullRequest; readonly marker: Marker},
  known: Known,
  wait: Wait,
): Promise<OwnComment[]> {
  const isOwn = (comment: Comment): OwnComment[] => own(comment, marker, known.author);
  for (;;) {
    const listed = (await client.comments(pull)).flatMap(isOwn);
    const {made} = known;
    if (made === null || listed.some(({id}) => id === made)) return listed;
    const comment = await client.comment(pull.repository, made);
    // A list with that of another run is new enough to go by.
    if (listed.length > 0 || known.looks === mostLooks) {
      if (comment === null && !listed.some(({id}) => id < made)) known.made = null;
      return [...listed, ...(comment === null ? [] : isOwn(comment))].toSorted((a, b) => a.id - b.id);
    }
    await wait(2 ** known.looks++ * 1_000);
  }
}

/** A marker can be copied by anybody: only comments of one's own count. */
function own(comment: Comment, {id, behavior}: Marker, author: string | null): OwnComment[] {
  const isOwn = author === null ? comment.author?.isBot : comment.author?.login.toLowerCase() === author.toLowerCase();
  const marker = readMarker(comment.body);
  if (isOwn !== true || marker === null || marker.id !== id) return [];
  // What a later program wrote is known by its id alone.
  return marker.isLater || marker.behavior === behavior ? [{...comment, marker}] : [];
}
