"""early reports and probes"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
import models.base


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('early_report',
    sa.Column('line_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('provider_id', sa.String(length=200), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('error', sa.String(length=200), nullable=True),
    sa.Column('arrived_at', models.base.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['line_id'], ['line.id'], name=op.f('fk_early_report_line_id')),
    sa.PrimaryKeyConstraint('line_id', 'provider_id', name=op.f('pk_early_report'))
    )
    with op.batch_alter_table('early_report', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_early_report_arrived_at'), ['arrived_at'], unique=False)

    op.create_table('probe',
    sa.Column('place', sa.String(length=64), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('place', name=op.f('pk_probe'))
    )


def downgrade() -> None:
    op.drop_table('probe')
    with op.batch_alter_table('early_report', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_early_report_arrived_at'))

    op.drop_table('early_report')
