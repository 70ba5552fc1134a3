"""when jobs ran, the paces of lines, the frontier of a log"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
import models.base


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('job_run',
    sa.Column('name', sa.String(length=64), nullable=False),
    sa.Column('ran_at', models.base.Moment(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_job_run'))
    )
    op.create_table('line_track',
    sa.Column('line_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('name', sa.String(length=64), nullable=False),
    sa.Column('free_at', models.base.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['line_id'], ['line.id'], name=op.f('fk_line_track_line_id_line')),
    sa.PrimaryKeyConstraint('line_id', 'name', name=op.f('pk_line_track'))
    )
    op.create_table('log_frontier',
    sa.Column('cycle_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('size', sa.BigInteger(), nullable=False),
    sa.Column('hashes', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['cycle_id'], ['cycle.id'], name=op.f('fk_log_frontier_cycle_id_cycle')),
    sa.PrimaryKeyConstraint('cycle_id', name=op.f('pk_log_frontier'))
    )


def downgrade() -> None:
    op.drop_table('log_frontier')
    op.drop_table('line_track')
    op.drop_table('job_run')
