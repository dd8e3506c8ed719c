// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Dues} from "../math/Dues.sol";
import {Balance} from "../types/Balance.sol";
import {Bucket} from "../types/Bucket.sol";
import {Flow, Work} from "../types/Work.sol";
import {ILedger} from "./ILedger.sol";

/// @title Books
/// @notice What arrived in each bucket and what each payee was paid of it. Moves no tokens.
/// @dev Every token has pages of its own, so a loss in one token never touches another.
/// @custom:rule R-3
abstract contract Books is ILedger {
    /// @dev The books of one bucket in one token, in token-wei.
    struct Page {
        Balance balance;
        mapping(uint256 flow => Tally) flows;
        mapping(uint256 flow => mapping(uint256 prefix => Tally)) leaves;
    }

    /// @dev What one payee was paid so far, in token-wei.
    struct Tally {
        uint256 total;
    }

    bytes32 private constant PAGES = keccak256("tributary.page");

    /// @inheritdoc ILedger
    function grossOf(bytes32 bucket, address token) external view returns (uint256) {
        return _pageOf(bucket, token).balance.gross();
    }

    /// @inheritdoc ILedger
    function collectedOf(bytes32 bucket, address token) external view returns (uint256) {
        return _pageOf(bucket, token).balance.collected();
    }

    /// @inheritdoc ILedger
    function paidOf(bytes32 bucket, address token, uint256 flow) external view returns (uint256) {
        return _pageOf(bucket, token).flows[flow].total;
    }

    /// @inheritdoc ILedger
    function paidLeafOf(bytes32 bucket, address token, uint256 flow, uint256 prefix) external view returns (uint256) {
        return _pageOf(bucket, token).leaves[flow][prefix].total;
    }

    /// @inheritdoc ILedger
    function owed(Work calldata work, Bucket bucket, address token)
        external
        view
        returns (uint256[] memory flows, uint256 residual)
    {
        (bytes32 id, Flow[] calldata terms) = work.read();
        Page storage page = _pageOf(bucket.keyOf(id), token);
        Balance balance = page.balance;
        flows = new uint256[](terms.length);
        for (uint256 i; i < flows.length; ++i) {
            flows[i] = Dues.ofShare(balance.gross(), terms[i].share) - page.flows[i].total;
        }
        residual = Dues.ofShare(balance.gross(), Dues.residualShare(terms)) - balance.collected();
    }

    /// @dev A page lies at the hash of its bucket and token: one hash instead of the two of a nested mapping. The 96
    /// bits above the token keep it apart from every slot that the compiler derives.
    function _pageOf(bytes32 bucket, address token) internal pure returns (Page storage page) {
        bytes32 domain = PAGES;
        assembly ("memory-safe") {
            mstore(0x00, bucket)
            mstore(0x20, or(shl(160, domain), shr(96, shl(96, token))))
            page.slot := keccak256(0x00, 0x40)
        }
    }

    /// @dev Adds to the gross, unless it has no room; then nothing changes.
    function _credit(Page storage page, uint256 amount) internal returns (bool fits, uint256 gross) {
        Balance balance = page.balance;
        gross = balance.gross();
        fits = balance.hasRoomFor(amount);
        if (fits) page.balance = balance.plusGross(amount);
    }

    /// @dev Takes what a payee is owed: its due, which never falls, less what it was paid.
    /// @custom:rule R-4
    function _take(Tally storage paid, uint256 due) internal returns (uint256 amount) {
        unchecked {
            amount = due - paid.total;
        }
        if (amount != 0) paid.total = due;
    }

    /// @dev Takes what the residual is owed.
    /// @custom:rule R-4
    function _takeResidual(Page storage page, uint256 share) internal returns (uint256 amount) {
        Balance balance = page.balance;
        // Below 2^128, as a share of a gross that is.
        uint256 due = Dues.ofShare(balance.gross(), share);
        unchecked {
            amount = due - balance.collected();
        }
        if (amount != 0) page.balance = balance.withCollected(due);
    }

    /// @dev Takes back what `_takeResidual` took.
    function _returnResidual(Page storage page, uint256 amount) internal {
        page.balance = page.balance.withCollected(page.balance.collected() - amount);
    }
}
