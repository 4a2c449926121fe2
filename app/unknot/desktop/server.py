"""The running app listens here for the command line, and makes sure that there is only one app."""

from __future__ import annotations

import json
import logging
import os
import struct
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDir, QLockFile, QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from unknot.endpoint import LONGEST_REQUEST, PIPE, addresses, is_private

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

log = logging.getLogger(__name__)

Handler = Callable[[list[str]], tuple[int, str]]
"""The words of a command -> its exit status and what to print."""


class OneApp:
    """A lock on a file that ends with the process, however it ends.

    On POSIX the kernel's own lock: a file that names a process could be believed after that number is someone
    else's, and taking such a file away is a race of two starts. On Windows QLockFile keeps the file open, which is
    the same.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._descriptor = -1
        self._file: QLockFile | None = None

    def take(self) -> bool:
        """Take it; False while another process has it. Raises OSError where the file can't be made."""
        if fcntl is None:
            self._file = QLockFile(self._path)
            self._file.setStaleLockTime(0)
            return self._file.tryLock(0)
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def release(self) -> None:
        """Give it back."""
        if self._file is not None:
            self._file.unlock()
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


class Server(QObject):
    """Answers requests (see ``endpoint``) with what ``handler`` says. Qt thread only; idle it costs nothing."""

    def __init__(self, handler: Handler, places: Sequence[str] | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._handler = handler
        self._places = addresses() if places is None else places
        self._lock: OneApp | None = None
        self._server: QLocalServer | None = None
        self.address = ""

    def acquire(self) -> bool:
        """Become the one app of this user and listen; False when another one is. Raises OSError when no place can
        be listened at."""
        if any(_answers(address) for address in self._places):
            return False  # perhaps at another place than we would take: it was started with other variables
        trouble: OSError | None = None
        for address in self._places:
            try:
                return self._acquire_at(address)
            except OSError as error:
                log.info("Can't listen at %s: %s", address, error)
                trouble = error
        raise trouble or OSError("no place to listen at")

    def close(self) -> None:
        """Listen no more, and let another start."""
        if self._server is not None:
            self._server.close()
            self._server = None
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _acquire_at(self, address: str) -> bool:
        pipe = address.startswith(PIPE)
        if pipe:
            lock_path = QDir(QDir.tempPath()).filePath(address.removeprefix(PIPE) + ".lock")
        else:
            _make_private(Path(address).parent)
            lock_path = address.removesuffix(".sock") + ".lock"
        lock = OneApp(lock_path)
        if not lock.take():
            return False
        server = QLocalServer(self)
        if pipe:
            server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        else:
            QLocalServer.removeServer(address)  # left by one that was killed; ours to remove under the lock
        if not server.listen(address):
            reason = server.errorString()
            lock.release()
            raise OSError(reason)
        if not pipe:
            Path(address).chmod(0o600)
        server.newConnection.connect(self._connected)
        self._lock, self._server, self.address = lock, server, address
        return True

    def _connected(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            if not _same_user(socket):
                socket.abort()
                continue
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > LONGEST_REQUEST:
                _reply(socket, 2, "the request is too long")
            return
        line = bytes(socket.readLine().data())
        args = _parse(line)
        if args is None:
            _reply(socket, 2, "the request is not a line with a JSON array of strings")
            return
        try:
            status, text = self._handler(args)
        except Exception:
            log.exception("The command %s failed", args)
            status, text = 1, "Unknot could not do that; its log says why"
        _reply(socket, status, text)


def _answers(address: str) -> bool:
    """Whether an app listens there."""
    if not address.startswith(PIPE) and not (Path(address).exists() and is_private(str(Path(address).parent))):
        return False
    socket = QLocalSocket()
    socket.connectToServer(address)
    answers = socket.waitForConnected(300)
    socket.abort()
    return answers


def _parse(line: bytes) -> list[str] | None:
    try:
        args: Any = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if len(line) > LONGEST_REQUEST or not isinstance(args, list) or not all(isinstance(arg, str) for arg in args):
        return None
    return args


def _reply(socket: QLocalSocket, status: int, text: str) -> None:
    """Answer and hang up; what else comes is not read."""
    socket.readyRead.disconnect()
    socket.write(f"{status}\n{text}".encode("utf-8", "replace"))
    socket.flush()
    socket.disconnectFromServer()


def _make_private(folder: Path) -> None:
    """Make sure that nobody else may enter; raises OSError where that can't be had."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not folder.is_symlink() and folder.stat().st_uid == os.getuid():
        folder.chmod(0o700)
    if not is_private(str(folder)):
        raise PermissionError(f"{folder} belongs to someone else")
    if not os.access(folder, os.W_OK):
        raise PermissionError(f"{folder} can't be written")


def _same_user(socket: QLocalSocket) -> bool:
    """Whether the other end runs as this user, or as root, who may do anything anyway. Where the system doesn't
    tell, the folder's permissions must do."""
    import socket as sockets

    peer = getattr(sockets, "SO_PEERCRED", None)
    if peer is None:
        return True
    with sockets.socket(fileno=os.dup(int(socket.socketDescriptor()))) as copy:
        _, user, _ = struct.unpack("3i", copy.getsockopt(sockets.SOL_SOCKET, peer, 12))
    return user in (0, os.getuid())
