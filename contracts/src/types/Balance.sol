// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @notice Everything a bucket ever received of a token, and what was paid of its residual: `collected << 128 | gross`,
/// both in token-wei.
/// @dev One word by hand, since the compiler would read the slot again for each half it writes.
type Balance is uint256;

using BalanceLib for Balance global;

/// @title BalanceLib
/// @notice Reads and grows the halves of a balance.
library BalanceLib {
    /// @notice Everything ever received.
    function gross(Balance self) internal pure returns (uint256) {
        return uint128(Balance.unwrap(self));
    }

    /// @notice What was paid of the residual.
    function collected(Balance self) internal pure returns (uint256) {
        return Balance.unwrap(self) >> 128;
    }

    /// @notice Whether the gross can grow by an amount.
    function hasRoomFor(Balance self, uint256 amount) internal pure returns (bool) {
        return amount <= type(uint128).max - self.gross();
    }

    /// @notice The balance with a gross grown by an amount, for which it has room.
    function plusGross(Balance self, uint256 amount) internal pure returns (Balance) {
        unchecked {
            return Balance.wrap(Balance.unwrap(self) + amount);
        }
    }

    /// @notice The balance with another collected amount, below 2^128.
    function withCollected(Balance self, uint256 amount) internal pure returns (Balance) {
        return Balance.wrap(amount << 128 | self.gross());
    }
}
