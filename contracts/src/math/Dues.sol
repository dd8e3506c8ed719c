// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Flow, PPM} from "../types/Work.sol";

/// @title Dues
/// @notice What a bucket's gross owes to whom, over its whole life.
/// @dev Each due is a floor of a rising line through the origin, so it only grows with gross, and since the shares add
/// up to the whole, the dues never add up to more than gross. (gross - sum of floors for the residual is wrong: it can
/// fall when gross rises, and the Ledger would then owe more than it holds.)
/// @custom:rule R-2
/// @custom:rule R-5
library Dues {
    /// @notice What a flow is due, in token-wei.
    /// @param gross Everything the bucket received, below 2^128.
    /// @param share In parts per million.
    /// @custom:rounding Down, in favor of the Ledger (R-3).
    function ofShare(uint256 gross, uint256 share) internal pure returns (uint256) {
        // 128 and 20 bits.
        unchecked {
            return gross * share / PPM;
        }
    }

    /// @notice What a leaf is due of its flow, in token-wei.
    /// @param flowDue What the flow is due, below 2^128.
    /// @param weight The leaf's weight, below 2^128.
    /// @param total The weight of its tree.
    /// @custom:rounding Down, in favor of the Ledger (R-3).
    function ofLeaf(uint256 flowDue, uint256 weight, uint256 total) internal pure returns (uint256) {
        // 128 and 128 bits.
        unchecked {
            return flowDue * weight / total;
        }
    }

    /// @notice The share that no flow takes, in parts per million.
    /// @param flows The flows of a checked work, which take the whole at most.
    function residualShare(Flow[] calldata flows) internal pure returns (uint256 share) {
        share = PPM;
        assembly ("memory-safe") {
            let end := add(flows.offset, mul(flows.length, 0x60))
            for { let flow := flows.offset } lt(flow, end) { flow := add(flow, 0x60) } {
                share := sub(share, calldataload(add(flow, 0x20)))
            }
        }
    }
}
