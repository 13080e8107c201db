"""What the page is told, as JSON values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from typing import Any

from mkdocs_autolink.addresses import address_parts
from mkdocs_autolink.decisions import Decision
from mkdocs_autolink.errors import ReportError, shown
from mkdocs_autolink.report import REASONS, WAITING, DecisionState, Report, ReportLink, ReportRejection
from mkdocs_autolink.review.groups import DecisionKey, Group, Kind, Proposal, fold_phrase
from mkdocs_autolink.review.session import Preview, Session
from mkdocs_autolink.review.standing import holds
from mkdocs_autolink.target_search import FoundTarget

Json = dict[str, Any]
_WEAKEST = 10


class Payload:
    """A session as the page sees it."""

    def __init__(self, session: Session, *, file: str, report_address: str, stale: Sequence[str]) -> None:
        """`file` is the decisions file's name for messages, `stale` what changed since the report was made.

        Raises ReportError where a link stands on a page that the report does not list.
        """
        report = session.report
        self._session = session
        self._file = file
        self._report_address = report_address
        self._stale = list(stale)
        self._page_number = {page.page: number for number, page in enumerate(report.pages)}
        _check_pages(report, self._page_number)
        self._page_title = {page.page: page.title or page.page for page in report.pages}
        self._titles = _titles(report, self._page_title)
        self._leads = {str(target.target): target.lead for target in report.targets}
        self._rot = _rot(report)

    def state(self) -> Json:
        """Everything that the list needs."""
        session = self._session
        report = session.report
        with session:
            return {
                **self._standing(),
                "site": asdict(report.site),
                "mode": report.settings.mode,
                "file": self._file,
                "report": self._report_address,
                "sign": session.sign,
                "stale": self._stale,
                "first_review": session.seen.before is None,
                "pages": [[page.page, self._page_title[page.page]] for page in report.pages],
                "reasons": {reason.value: sentence for reason, sentence in REASONS.items()},
                "groups": [self._group(group) for group in session.board.groups.values()],
            }

    def update(self, since: int) -> Json:
        """What changed after a version."""
        with self._session:
            board = self._session.board
            changed, came = board.changed_since(since)
            return {
                **self._standing(),
                "proposals": {
                    proposal.id: self._changing(proposal) for group in changed for proposal in group.proposals
                },
                "groups": {group.id: board.states[group.id] for group in changed},
                "added": [self._group(group) for group in came],
            }

    def details(self, groups: Iterable[str]) -> Json:
        """The sentences of the groups that are known."""
        with self._session:
            known = self._session.board.groups
            return {"groups": [self._details(known[one]) for one in groups if one in known]}

    def preview(self, preview: Preview, above: float) -> Json:
        """What a bulk would do."""
        links = [mention for proposal in preview.proposals for mention in proposal.links]
        weakest = sorted(preview.proposals, key=lambda one: (one.mentions[0].confidence, one.key))[:_WEAKEST]
        return {
            "above": above,
            "groups": len(preview.groups),
            "proposals": len(preview.proposals),
            "links": len(links),
            "pages": len({link.page for link in links}),
            "plan": preview.plan,
            "weakest": [self._example(proposal) for proposal in weakest],
        }

    def targets(self, found: Iterable[FoundTarget]) -> Json:
        """Pages and sections that were searched for."""
        return {"targets": [self._found(one) for one in found]}

    def _standing(self) -> Json:
        session = self._session
        return {
            "version": session.board.version,
            "problem": session.problem,
            "undo": session.undo_text,
            "progress": asdict(session.board.progress()),
        }

    def _group(self, group: Group) -> Json:
        choice = group.kind is Kind.AMBIGUOUS
        return {
            "id": group.id,
            "kind": group.kind,
            "state": self._session.board.states[group.id],
            "target": "" if choice else group.subject,
            "title": group.subject if choice else self._page_title.get(group.subject, group.subject),
            "mentions": group.mentions,
            "proposals": [self._proposal(proposal) for proposal in group.proposals],
        }

    def _proposal(self, proposal: Proposal) -> Json:
        mentions = proposal.mentions
        seen = self._session.seen.before
        return {
            "id": proposal.id,
            "phrase": proposal.phrase,
            "target": proposal.target,
            "title": self._title(proposal.target),
            "links": len(proposal.links),
            "mentions": len(mentions),
            "pages": sorted(self._page_number[page] for page in proposal.pages),
            "max": mentions[-1].confidence if mentions else None,
            "min": mentions[0].confidence if mentions else None,
            "reasons": sorted({reason for mention in mentions if (reason := _reason(mention))}),
            "new": seen is not None and proposal.id not in seen,
            "rot": self._rot.get(proposal.key, ""),
            **self._changing(proposal),
        }

    def _changing(self, proposal: Proposal) -> Json:
        standing = self._session.board.standings[proposal.id]
        return {
            "state": standing.state,
            "stamp": standing.stamp,
            "decisions": [_decision(decision) for decision in standing.decisions],
        }

    def _details(self, group: Group) -> Json:
        proposals = [
            {
                "id": proposal.id,
                "lead": self._leads.get(proposal.target, ""),
                "mentions": [self._mention(mention, proposal) for mention in proposal.mentions],
            }
            for proposal in group.proposals
        ]
        return {"id": group.id, "proposals": proposals}

    def _mention(self, mention: ReportLink, proposal: Proposal) -> Json:
        decision = holds(self._session.board.decisions, mention, proposal.target)
        return {
            "id": mention.id,
            **self._sentence(mention),
            "evidence": sorted(mention.evidence, key=lambda term: -abs(term[1])),
            "reason": _reason(mention),
            "in_favour_of": mention.in_favour_of if isinstance(mention, ReportRejection) else "",
            "holds": decision.verdict if decision else None,
        }

    def _sentence(self, mention: ReportLink) -> Json:
        return {
            "page": self._page_number[mention.page],
            "line": mention.line,
            "before": mention.before,
            "anchor_text": mention.anchor_text,
            "after": mention.after,
            "confidence": mention.confidence,
        }

    def _example(self, proposal: Proposal) -> Json:
        return {
            "group": self._session.board.group_of[proposal.id],
            "proposal": proposal.id,
            "phrase": proposal.phrase,
            "target": proposal.target,
            "title": self._title(proposal.target),
            **self._sentence(proposal.mentions[0]),
        }

    def _found(self, found: FoundTarget) -> Json:
        target = str(found.target)
        return {
            "target": target,
            "title": self._title(target),
            "lead": self._leads.get(target, ""),
        }

    def _title(self, target: str) -> str:
        """Title of a page, or of a page and its section."""
        page, fragment = address_parts(target)
        title = self._page_title.get(page, page)
        return f"{title} › {self._titles.get(target, fragment)}" if fragment else title


def _check_pages(report: Report, known: Collection[str]) -> None:
    mentioned = [mention.page for mention in (*report.links, *report.rejected)]
    for page in (*mentioned, *(page for phrase in report.ambiguous for page in phrase.pages)):
        if page not in known:
            raise ReportError(
                f"The report was edited: it has a link on {shown(page)} and no such page. Build the site again."
            )


def _titles(report: Report, pages: dict[str, str]) -> dict[str, str]:
    """Titles of all sections by their target, and of what else is linked."""
    sections = {f"{page.page}#{one.fragment}": one.title for page in report.pages for one in page.sections}
    return {str(target.target): target.title for target in report.targets if target.title} | sections | pages


def _rot(report: Report) -> dict[DecisionKey, str]:
    """What is wrong with earlier decisions, by what they speak of."""
    return {
        (fold_phrase(decision.phrase), decision.target): decision.state.value
        for decision in report.decisions
        if decision.state is not DecisionState.HOLDS
    }


def _reason(mention: ReportLink) -> str:
    """Why a mention is no link, '' for a link and for what would be one."""
    if isinstance(mention, ReportRejection) and mention.reason not in WAITING:
        return mention.reason.value
    return ""


def _decision(decision: Decision) -> Json:
    return {
        "phrase": decision.phrase,
        "target": decision.target,
        "verdict": decision.verdict,
        "to": decision.to,
        "pages": None if decision.pages is None else list(decision.pages),
        "note": decision.note,
        "extra": dict(decision.extra),
    }
