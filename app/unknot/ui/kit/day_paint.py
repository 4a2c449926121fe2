"""Paints a day line: bands, cord, shapes, words, hours."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from unknot.ui.kit.cord_path import LOOP_HEIGHT, Feature, Gap, Loop, cord_path
from unknot.ui.kit.day_layout import (
    LABEL_GAP,
    MERGED_SIDE,
    MINI_HEIGHT,
    Day,
    Label,
    Placed,
    Scale,
    beside_now,
    features,
    within,
    without_touching,
)
from unknot.ui.kit.day_lift import Lift
from unknot.ui.kit.focus import draw_ring
from unknot.ui.kit.marks import PROMPT_SIDE, SESSION_SIDE, paint_mark, round_pen
from unknot.ui.theme import font, radius, theme

PAST_LINE = 3.0
FUTURE_LINE = 2.0
LABEL_HEIGHT = 16.0
ABOVE_LOOP = 4.0
"""Between a loop's top and its time."""
ABOVE_DISC = 6.0
NOW_TOP, NOW_FOOT, NOW_LABEL = 33.0, 31.0, 34.0
"""The upright's reach above and below the line, and the foot of its word above it."""
NOW_DOT = 4.0
BAND = 14.0
BAND_CORNER = 6.0
HATCH_HALF = 6.0
"""Half the height of the strip where a session can't be put."""
HATCH_STEP = 6.0
HOME = 3.0
TIP_HEIGHT = 24.0
TIP_PAD = 8.0
TIP_GAP = 2.0
TICK_TOP, TICK_FOOT = 26.0, 30.0
HOURS_TOP = 34.0
EDGE = 2.0
RIM = 1.5
FOCUS_ROOM = 2.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is to be painted: the day, where its marks are, and what is special at this moment.

    ``y``: the line. ``slack``: what is left of loops just pulled straight, by id. ``ringed``: the id with the focus.
    ``lift``: the session that is being moved, with ``tip`` above it.
    """

    day: Day
    placed: tuple[Placed, ...]
    scale: Scale
    y: float
    now_word: str
    mini: bool = False
    slack: dict[str, float] = field(default_factory=dict)
    ringed: str = ""
    lift: Lift | None = None
    tip: str = ""

    @property
    def now(self) -> int | None:
        return None if self.mini else self.day.now

    def features(self) -> list[Feature]:
        """The cord's loops, sags and gaps."""
        return features(self.day, self.placed, self.scale, self.mini, self.slack)


def time_font(role: str) -> QFont:
    """The font of a time: as the role, with figures of one width."""
    made = font(role)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def labels(sheet: Sheet) -> list[Label]:
    """Every word above the line that has room, Now among them."""
    upright = now_upright(sheet)
    lifted = sheet.lift.name if sheet.lift else ""
    times = [
        _time_label(sheet, one, upright)
        for one in sheet.placed
        if one.mark.kind == "session" and one.mark.label and one.mark.id != lifted
    ]
    tip = tip_rect(sheet).adjusted(-LABEL_GAP, 0, LABEL_GAP, 0)
    if sheet.now is not None:
        times = [_aside(_now_label(sheet), times, upright, sheet.scale.width), *times]
    return without_touching([label for label in times if sheet.lift is None or not label.rect.intersects(tip)])


def now_upright(sheet: Sheet) -> QRectF:
    """The upright of Now; empty when there is none."""
    if sheet.now is None:
        return QRectF()
    x = min(max(NOW_DOT, sheet.scale.x(sheet.now)), sheet.scale.width - NOW_DOT)
    return QRectF(x - 1, sheet.y - NOW_TOP, 2, NOW_TOP + NOW_FOOT)


def _now_label(sheet: Sheet) -> Label:
    width = QFontMetricsF(font("caption")).horizontalAdvance(sheet.now_word)
    x = sheet.scale.x(float(sheet.now or 0))
    rect = within(QRectF(x - width / 2, sheet.y - NOW_LABEL - LABEL_HEIGHT, width, LABEL_HEIGHT), sheet.scale.width)
    return Label(sheet.now_word, rect, float(sheet.now or 0), "now")


def _aside(now: Label, times: list[Label], upright: QRectF, width: float) -> Label:
    """The word of Now, moved along its upright's top if a later time stands close: it yields only after that."""
    rect = QRectF(now.rect)
    for time in times:
        if time.minute < now.minute or not rect.adjusted(-LABEL_GAP, 0, LABEL_GAP, 0).intersects(time.rect):
            continue
        if time.rect.center().x() > upright.center().x():
            rect.moveRight(max(upright.right(), min(rect.right(), time.rect.left() - LABEL_GAP)))
        else:
            rect.moveLeft(min(upright.left(), max(rect.left(), time.rect.right() + LABEL_GAP)))
    return replace(now, rect=rect) if within(rect, width) == rect else now


def _time_label(sheet: Sheet, one: Placed, upright: QRectF) -> Label:
    role = "next" if one.mark.state == "next" and not sheet.mini else "time"
    width = QFontMetricsF(time_font("caption" if role == "next" else "small")).horizontalAdvance(one.mark.label)
    slack = 1.0 if one.is_loop else sheet.slack.get(one.mark.id, 0.0)
    loop = slack * (MINI_HEIGHT if sheet.mini else LOOP_HEIGHT) + ABOVE_LOOP
    foot = sheet.y - (loop if one.is_loop else max(loop, SESSION_SIDE / 2 + ABOVE_DISC))
    rect = QRectF(one.x - width / 2, foot - LABEL_HEIGHT, width, LABEL_HEIGHT)
    if not upright.isEmpty():
        rect = beside_now(rect, upright.adjusted(-LABEL_GAP, 0, LABEL_GAP, 0), one.x >= upright.center().x())
    return Label(one.mark.label, within(rect, sheet.scale.width), one.mark.minute, role)


def tip_rect(sheet: Sheet) -> QRectF:
    """Where the tip above the session in the hand stands; empty when there is none."""
    if sheet.lift is None:
        return QRectF()
    width = QFontMetricsF(time_font("caption")).horizontalAdvance(sheet.tip) + 2 * TIP_PAD
    high = MINI_HEIGHT if sheet.mini else LOOP_HEIGHT
    x, foot = sheet.scale.x(sheet.lift.minute), sheet.y - high - TIP_GAP
    return within(QRectF(x - width / 2, foot - TIP_HEIGHT, width, TIP_HEIGHT), sheet.scale.width)


def hour_labels(sheet: Sheet) -> list[Label]:
    """The hours that have room; the first of two that touch stays."""
    metrics = QFontMetricsF(time_font("small"))
    kept: list[Label] = []
    for minute, text in sheet.day.hours:
        width = metrics.horizontalAdvance(text)
        rect = QRectF(sheet.scale.x(minute) - width / 2, sheet.y + HOURS_TOP, width, LABEL_HEIGHT)
        rect = within(rect, sheet.scale.width)
        if not kept or not kept[-1].rect.adjusted(-6, 0, 6, 0).intersects(rect):
            kept.append(Label(text, rect, minute, "hour"))
    return kept


class DayPainter:
    """One painting of one sheet."""

    def __init__(self, sheet: Sheet, painter: QPainter) -> None:
        self.sheet = sheet
        self.painter = painter
        self.tokens = theme().tokens

    def paint(self) -> None:
        """Everything, from the back to the front."""
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._bands()
        self._barred()
        self._cord()
        self._now()
        for one in self.sheet.placed:
            self._mark(one)
        if not self.sheet.mini:
            self._hours()
        self._words()
        self._tip()

    def _bands(self) -> None:
        contrast = self.tokens.contrast
        self.painter.setPen(QPen(QColor(self.tokens.ochre), EDGE) if contrast else Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(self.tokens.ochre_tint))
        for each in self.sheet.day.bands:
            low, high = self.sheet.scale.span(each.first, each.last)
            band = QRectF(low, self.sheet.y - BAND, max(high - low, BAND), 2 * BAND)
            self.painter.drawRoundedRect(band.adjusted(1, 1, -1, -1) if contrast else band, BAND_CORNER, BAND_CORNER)

    def _barred(self) -> None:
        """Hatched: where the session in the hand can't be put down. And a dot where it came from."""
        lift = self.sheet.lift
        if lift is None:
            return
        self.painter.setPen(QPen(QColor(self.tokens.border), 1))
        for each in lift.barred:
            low, high = self.sheet.scale.span(each.first, each.last)
            strip = QRectF(low, self.sheet.y - HATCH_HALF, high - low, 2 * HATCH_HALF)
            self.painter.save()
            self.painter.setClipRect(strip)
            x = HATCH_STEP * math.floor((low - 2 * HATCH_HALF) / HATCH_STEP)
            while x < high:
                self.painter.drawLine(QPointF(x, strip.bottom()), QPointF(x + 2 * HATCH_HALF, strip.top()))
                x += HATCH_STEP
            self.painter.restore()
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(self.tokens.border))
        self.painter.drawEllipse(QPointF(self.sheet.scale.x(lift.home), self.sheet.y), HOME, HOME)

    def _stroke(self, left: float, right: float, found: list[Feature], colour: str, width: float) -> None:
        self.painter.setPen(round_pen(colour, width))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawPath(cord_path(left, right, self.sheet.y, found))

    def _cord(self) -> None:
        sheet, found = self.sheet, self.sheet.features()
        left, right = sheet.scale.span(sheet.day.start_minute, sheet.day.end_minute)
        special = self._special()
        plain: list[Feature] = [
            Gap(one.start, one.end) if isinstance(one, Loop) and one.x in special else one for one in found
        ]
        if sheet.now is None:
            self._stroke(left, right, plain, self.tokens.ink2, FUTURE_LINE)
        else:
            now = sheet.scale.x(min(max(sheet.now, sheet.day.start_minute), sheet.day.end_minute))
            past, future = ((now, right), (left, now)) if sheet.scale.flipped else ((left, now), (now, right))
            for span, colour, width in (
                (past, self.tokens.accent, PAST_LINE), (future, self.tokens.ink2, FUTURE_LINE),
            ):
                self.painter.save()
                room = PAST_LINE
                low = span[0] - (room if span[0] == left else 0)
                high = span[1] + (room if span[1] == right else 0)
                self.painter.setClipRect(QRectF(low, 0, high - low, 2 * sheet.y))
                self._stroke(left, right, plain, colour, width)
                self.painter.restore()
        for one in found:
            if isinstance(one, Loop) and one.x in special:
                self._stroke(one.start, one.end, [one], self.tokens.accent, PAST_LINE)

    def _special(self) -> set[float]:
        """Where loops stand that are drawn in accent: the next one, and those being pulled straight."""
        if self.sheet.mini:
            return set()
        return {
            one.x for one in self.sheet.placed
            if one.mark.kind == "session" and (one.mark.state == "next" or one.mark.id in self.sheet.slack)
        }

    def _mark(self, one: Placed) -> None:
        self.painter.setOpacity(1.0 - self.sheet.slack.get(one.mark.id, 0.0))
        if one.merged:
            self._merged(one)
        elif not one.is_loop:
            side = SESSION_SIDE if one.mark.kind == "session" else PROMPT_SIDE
            box = QRectF(one.x - side / 2, self.sheet.y - side / 2, side, side)
            self._clear(one, box)
            state = "coming" if self.sheet.mini and one.mark.state == "next" else one.mark.state
            paint_mark(self.painter, box, one.mark.kind, state, self.tokens)
        self.painter.setOpacity(1.0)
        if one.mark.id == self.sheet.ringed:
            self._focus_ring(one)

    def _clear(self, one: Placed, box: QRectF) -> None:
        """Of two sessions that touch the later lies in front, with a rim of the ground around it."""
        touched = (other for other in self.sheet.placed if other is not one and other.mark.kind == "session")
        if one.mark.kind == "session" and any(abs(other.x - one.x) < box.width() for other in touched):
            self.painter.setPen(Qt.PenStyle.NoPen)
            self.painter.setBrush(QColor(self.tokens.bg))
            self.painter.drawEllipse(box.adjusted(-RIM, -RIM, RIM, RIM))

    def _merged(self, one: Placed) -> None:
        done = one.state == "done"
        box = QRectF(one.x - MERGED_SIDE / 2, self.sheet.y - MERGED_SIDE / 2, MERGED_SIDE, MERGED_SIDE)
        self.painter.setPen(Qt.PenStyle.NoPen if done else QPen(QColor(self.tokens.ink2), 1.5))
        self.painter.setBrush(QColor(self.tokens.accent if done else self.tokens.bg))
        self.painter.drawEllipse(box)
        self.painter.setFont(time_font("caption"))
        self.painter.setPen(QColor(self.tokens.on_accent if done else self.tokens.ink2))
        self.painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(len(one.marks)))

    def _focus_ring(self, one: Placed) -> None:
        y = self.sheet.y
        if one.is_loop:
            high = MINI_HEIGHT if self.sheet.mini else LOOP_HEIGHT
            half = high / 2 + FOCUS_ROOM
            draw_ring(self.painter, QRectF(one.x - half, y - high, 2 * half, high + FOCUS_ROOM), radius.control)
            return
        half = (SESSION_SIDE if one.mark.kind == "session" else MERGED_SIDE if one.merged else PROMPT_SIDE) / 2
        draw_ring(self.painter, QRectF(one.x - half, y - half, 2 * half, 2 * half), half)

    def _hours(self) -> None:
        sheet = self.sheet
        self.painter.setPen(QPen(QColor(self.tokens.border), 1))
        for minute, _text in sheet.day.hours:
            x = min(max(0.5, round(sheet.scale.x(minute)) + 0.5), sheet.scale.width - 0.5)
            self.painter.drawLine(QPointF(x, sheet.y + TICK_TOP), QPointF(x, sheet.y + TICK_FOOT))
        self.painter.setFont(time_font("small"))
        self.painter.setPen(QColor(self.tokens.ink2))
        for label in hour_labels(sheet):
            self._text(label)

    def _now(self) -> None:
        upright = now_upright(self.sheet)
        if upright.isEmpty():
            return
        self.painter.setPen(round_pen(self.tokens.ink, 2))
        self.painter.drawLine(
            QPointF(upright.center().x(), upright.top()), QPointF(upright.center().x(), upright.bottom()),
        )
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(self.tokens.ink))
        self.painter.drawEllipse(QPointF(upright.center().x(), self.sheet.y), NOW_DOT, NOW_DOT)

    def _words(self) -> None:
        colours = {"now": self.tokens.ink, "next": self.tokens.accent, "time": self.tokens.ink2}
        for label in labels(self.sheet):
            self.painter.setFont(font("caption") if label.role == "now" else
                                 time_font("caption" if label.role == "next" else "small"))
            self.painter.setPen(QColor(colours[label.role]))
            self._text(label)

    def _tip(self) -> None:
        """The dark tip that goes with the session in the hand."""
        rect = tip_rect(self.sheet)
        if rect.isEmpty():
            return
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(self.tokens.ink))
        self.painter.drawRoundedRect(rect, radius.key, radius.key)
        self.painter.setFont(time_font("caption"))
        self.painter.setPen(QColor(self.tokens.bg))
        self.painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self.painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, self.sheet.tip)

    def _text(self, label: Label) -> None:
        room = label.rect.adjusted(-4, 0, 4, 0)
        self.painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, label.text)
