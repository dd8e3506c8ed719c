// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @notice Where the money of a work lies.
/// @dev Both owe the same flows; they differ in who gets the residual.
enum Bucket {
    /// Sales and licenses: the residual belongs to the holder.
    Sales,
    /// Resale royalties: the residual belongs to the creator, never to the holder, who is the buyer.
    Resale
}

using BucketLib for Bucket global;

/// @title BucketLib
/// @notice Names the buckets of a work.
library BucketLib {
    bytes32 private constant RESALE = keccak256("tributary.resale");

    /// @notice The key of a bucket: the work's id for sales, a hash of it for resale royalties.
    /// @param self The bucket.
    /// @param work The id of the work.
    function keyOf(Bucket self, bytes32 work) internal pure returns (bytes32) {
        return self == Bucket.Sales ? work : keccak256(abi.encode(RESALE, work));
    }
}
