// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Rights} from "./Rights.sol";

/// @notice Until when each right in a work is sold exclusively: five 48-bit times in one slot, by the right's bit.
type Exclusives is uint256;

using ExclusivesLib for Exclusives global;

/// @title ExclusivesLib
/// @notice Keeps two buyers from holding one right exclusively at one time.
library ExclusivesLib {
    /// @notice Somebody holds this right exclusively until the given time.
    error ExclusiveInForce(bytes32 work, uint256 right, uint256 until);

    /// @notice Until when a right is exclusive, in seconds; in force before that time.
    /// @param index The right's bit, from 0.
    function untilOf(Exclusives self, uint256 index) internal pure returns (uint256) {
        return uint48(Exclusives.unwrap(self) >> 48 * index);
    }

    /// @notice Whether one of the rights is in force and not the seller's to give.
    /// @param rights Mask of the rights wanted.
    /// @param own Mask of the rights that `expiry` says are exclusive to the one who asks.
    /// @param expiry When the asking license ends; an exclusive right that ends then is its own.
    /// @return blocked Whether there is one.
    /// @return index Its bit.
    function blocks(Exclusives self, uint256 rights, uint256 own, uint256 expiry)
        internal
        view
        returns (bool blocked, uint256 index)
    {
        if (Exclusives.unwrap(self) == 0) return (false, 0);
        for (; index < Rights.COUNT; ++index) {
            uint256 until = untilOf(self, index);
            bool mine = own >> index & 1 == 1 && until == expiry;
            if (rights >> index & 1 == 1 && until > block.timestamp && !mine) return (true, index);
        }
    }

    /// @notice Refuses rights that somebody else holds exclusively; see `blocks`.
    function refuse(Exclusives self, bytes32 work, uint256 rights, uint256 own, uint256 expiry) internal view {
        (bool blocked, uint256 index) = blocks(self, rights, own, expiry);
        if (blocked) revert ExclusiveInForce(work, 1 << index, untilOf(self, index));
    }

    /// @notice The same with some rights exclusive until a time.
    /// @param rights Mask of the rights.
    /// @param until The time, below 2^48.
    function with(Exclusives self, uint256 rights, uint256 until) internal pure returns (Exclusives) {
        uint256 times = Exclusives.unwrap(self);
        for (uint256 index; index < Rights.COUNT; ++index) {
            if (rights >> index & 1 == 0) continue;
            times = times & ~(uint256(type(uint48).max) << 48 * index) | until << 48 * index;
        }
        return Exclusives.wrap(times);
    }
}
