"""A certificate authority of the tests' own, made anew each run, and certificates it issues."""

from datetime import UTC, datetime, timedelta

from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PASSWORD = "ลับเฉพาะการทดสอบ"
YEAR = timedelta(days=365)


class Authority:
    """Issues certificates; `root` is what trusts them."""

    def __init__(self, name: str = "ผู้ออกใบรับรองสมมุติ") -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = _name(name)
        now = datetime.now(UTC)
        builder = _builder(self.name, self.name, self.key, now - 20 * YEAR, now + 20 * YEAR)
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

    def issue(self, owner: str, *, starts: datetime, ends: datetime) -> bytes:
        """A PKCS #12 file with the certificate of `owner`, its key, under PASSWORD."""
        key = ec.generate_private_key(ec.SECP256R1())
        usage = x509.KeyUsage(True, True, *(False for _ in range(7)))
        certificate = (
            _builder(_name(owner), self.name, key, starts, ends)
            .add_extension(usage, critical=True)
            .sign(self.key, hashes.SHA256())
        )
        return serialization.pkcs12.serialize_key_and_certificates(
            b"prasan",
            key,
            certificate,
            [self.certificate],
            serialization.BestAvailableEncryption(PASSWORD.encode()),
        )


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _builder(subject, issuer, key, starts, ends) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(starts)
        .not_valid_after(ends)
    )
