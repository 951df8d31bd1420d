"""A certificate authority of the tests' own, made anew each run, and what it issues.

Certificates, lists of those it took back, and time-stamps over a real connection (RFC 3161).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper

PASSWORD = "ลับเฉพาะการทดสอบ"
YEAR = timedelta(days=365)


class Authority:
    """Issues certificates; `root` is what trusts them."""

    def __init__(self, name: str = "ผู้ออกใบรับรองสมมุติ") -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = _name(name)
        now = datetime.now(UTC)
        builder = _builder(self.name, self.name, self.key, now - 20 * YEAR, now + 20 * YEAR)
        # To sign certificates and the lists of those taken back.
        usage = x509.KeyUsage(*(place in (5, 6) for place in range(7)), False, False)
        self.certificate = (
            builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(usage, critical=True)
            .sign(self.key, hashes.SHA256())
        )

    @property
    def root(self) -> asn1.Certificate:
        return asn1.Certificate.load(self.der)

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def issue(
        self, owner: str, *, starts: datetime, ends: datetime, serial: int | None = None
    ) -> bytes:
        """A PKCS #12 file with the certificate of `owner`, its key, under PASSWORD."""
        key = ec.generate_private_key(ec.SECP256R1())
        usage = x509.KeyUsage(True, True, *(False for _ in range(7)))
        builder = _builder(_name(owner), self.name, key, starts, ends, serial)
        certificate = builder.add_extension(usage, critical=True).sign(self.key, hashes.SHA256())
        return _packed(key, certificate, [self.certificate])

    def revoked(self, *serials: int, at: datetime) -> bytes:
        """The list of certificates it took back at `at`, as of now."""
        now = datetime.now(UTC)
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.name)
            .last_update(now - timedelta(minutes=5))
            .next_update(now + timedelta(days=30))
        )
        for serial in serials:
            one = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(at)
            builder = builder.add_revoked_certificate(one.build())
        made = builder.sign(self.key, hashes.SHA256())
        return made.public_bytes(serialization.Encoding.DER)

    @contextmanager
    def stamping(self, day: datetime | None = None) -> Iterator[str]:
        """The address of a service that stamps with `day`, else the hour it is."""
        key = rsa.generate_private_key(65537, 2048)
        now = datetime.now(UTC)
        certificate = (
            _builder(_name("ผู้ให้ตราเวลาสมมุติ"), self.name, key, now - 20 * YEAR, now + 20 * YEAR)
            .add_extension(
                x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True
            )
            .add_extension(x509.KeyUsage(True, True, *(False for _ in range(7))), critical=True)
            .sign(self.key, hashes.SHA256())
        )
        der = key.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        stamper = DummyTimeStamper(
            asn1.Certificate.load(certificate.public_bytes(serialization.Encoding.DER)),
            keys.PrivateKeyInfo.load(der),
            [self.root],
            fixed_dt=day,
        )
        with _serving(stamper) as address:
            yield address


@contextmanager
def _serving(stamper: DummyTimeStamper) -> Iterator[str]:
    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            said = stamper.request_tsa_response(tsp.TimeStampReq.load(asked)).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def self_signed(owner: str) -> bytes:
    """A PKCS #12 file with a certificate that `owner` issued to themselves."""
    key = ec.generate_private_key(ec.SECP256R1())
    now = datetime.now(UTC)
    usage = x509.KeyUsage(True, True, *(False for _ in range(7)))
    builder = _builder(_name(owner), _name(owner), key, now - YEAR, now + YEAR)
    certificate = builder.add_extension(usage, critical=True).sign(key, hashes.SHA256())
    return _packed(key, certificate, [])


def _packed(key, certificate, others) -> bytes:
    return serialization.pkcs12.serialize_key_and_certificates(
        b"prasan",
        key,
        certificate,
        others,
        serialization.BestAvailableEncryption(PASSWORD.encode()),
    )


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _builder(subject, issuer, key, starts, ends, serial=None) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(serial or x509.random_serial_number())
        .not_valid_before(starts)
        .not_valid_after(ends)
    )
