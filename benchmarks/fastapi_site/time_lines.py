"""What a cell says of its steps: since which version which answer held."""

from itertools import groupby

MOST_TURNS = 3


def said_of(answer):
    """What decides whether two answers say the same; words beside “unknown” say nothing more."""
    return answer.level, "" if answer.level == "unknown" else answer.value


def in_words(answer, others, levels):
    """An answer by its level; with its value too, where one beside it has the same level."""
    if not answer.level:
        return answer.value
    words = levels[answer.level].lower()
    is_told = answer.value and any(other.level == answer.level for other in others)
    return f"{words} “{answer.value}”" if is_told else words


def tell_steps(cell, levels):
    """“Since 4.1 partial, before no (at least from 1.0)”: the steps that changed the answer, the newest first."""
    turns = [next(run) for _, run in groupby(cell.steps, key=said_of)][::-1]
    is_now = said_of(cell.steps[-1]) == said_of(cell)
    said = turns if is_now else [cell, *turns]
    words = []
    for number, step in enumerate(turns[:MOST_TURNS]):
        before = turns[number + 1 : number + 2]
        least = "" if before and before[0].level != "unknown" else "at least "
        place = number + len(said) - len(turns)
        answer = in_words(step, said[max(place - 1, 0) : place] + said[place + 1 : place + 2], levels)
        since = is_now and not number
        words.append(
            f"{least}since {step.version} {answer}" if since else f"before {answer} ({least}from {step.version})"
        )
    line = ", ".join(words) + (", and so on" if len(turns) > MOST_TURNS else "")
    return line[:1].upper() + line[1:]
