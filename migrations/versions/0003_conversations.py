"""What conversations need beyond mail itself."""

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From empty on: each part makes its own tables."""


def downgrade() -> None:
    """In the reverse order."""
