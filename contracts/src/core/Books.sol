// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Dues} from "../math/Dues.sol";
import {Bucket} from "../types/Bucket.sol";
import {Flow, Work} from "../types/Work.sol";
import {ILedger} from "./ILedger.sol";

/// @title Books
/// @notice What arrived in each bucket and what each payee was paid of it. Moves no tokens.
/// @dev Keyed by token everywhere, so a loss in one token never touches another (R-3).
abstract contract Books is ILedger {
    struct Balance {
        uint128 gross;
        uint128 collected;
    }

    mapping(bytes32 bucket => mapping(address token => Balance)) private _balances;
    mapping(bytes32 bucket => mapping(address token => mapping(uint256 flow => uint256))) private _paid;
    mapping(
        bytes32 bucket => mapping(address token => mapping(uint256 flow => mapping(uint256 prefix => uint256)))
    ) private _paidLeaf;

    /// @inheritdoc ILedger
    function grossOf(bytes32 bucket, address token) public view returns (uint256) {
        return _balances[bucket][token].gross;
    }

    /// @inheritdoc ILedger
    function collectedOf(bytes32 bucket, address token) external view returns (uint256) {
        return _balances[bucket][token].collected;
    }

    /// @inheritdoc ILedger
    function paidOf(bytes32 bucket, address token, uint256 flow) external view returns (uint256) {
        return _paid[bucket][token][flow];
    }

    /// @inheritdoc ILedger
    function paidLeafOf(bytes32 bucket, address token, uint256 flow, uint256 prefix) external view returns (uint256) {
        return _paidLeaf[bucket][token][flow][prefix];
    }

    /// @inheritdoc ILedger
    function owed(Work calldata work, Bucket bucket, address token)
        external
        view
        returns (uint256[] memory flows, uint256 residual)
    {
        bytes32 key = bucket.keyOf(work.id());
        Balance storage balance = _balances[key][token];
        flows = new uint256[](work.flows.length);
        for (uint256 i; i < flows.length; ++i) {
            flows[i] = Dues.ofShare(balance.gross, work.flows[i].share) - _paid[key][token][i];
        }
        residual = Dues.ofShare(balance.gross, Dues.residualShare(work.flows)) - balance.collected;
    }

    /// @dev Adds to a bucket's gross; false when it would no longer fit, and then nothing changed.
    function _credit(bytes32 bucket, address token, uint256 amount) internal returns (bool fits) {
        Balance storage balance = _balances[bucket][token];
        fits = amount <= type(uint128).max - balance.gross;
        if (fits) balance.gross += uint128(amount);
    }

    /// @dev Takes what a flow is owed, in token-wei.
    /// @custom:rule R-4 Only the difference to what was paid is taken.
    function _takeFlow(bytes32 bucket, address token, uint256 index, uint256 share) internal returns (uint256 amount) {
        uint256 due = Dues.ofShare(_balances[bucket][token].gross, share);
        uint256 paid = _paid[bucket][token][index];
        amount = due - paid;
        if (amount != 0) _paid[bucket][token][index] = due;
    }

    function _returnFlow(bytes32 bucket, address token, uint256 index, uint256 amount) internal {
        _paid[bucket][token][index] -= amount;
    }

    /// @dev Takes what a leaf is owed of its flow, in token-wei.
    /// @custom:rule R-4
    /// @custom:rule R-6 Keyed by prefix: the intervals of leaves that verify are disjoint, so together they take at
    /// most the flow's due.
    function _takeLeaf(bytes32 bucket, address token, uint256 index, uint256 prefix, uint256 due)
        internal
        returns (uint256 amount)
    {
        uint256 paid = _paidLeaf[bucket][token][index][prefix];
        amount = due - paid;
        if (amount != 0) _paidLeaf[bucket][token][index][prefix] = due;
    }

    /// @dev Takes what the residual is owed, in token-wei.
    /// @custom:rule R-4
    function _takeResidual(bytes32 bucket, address token, Flow[] calldata flows) internal returns (uint256 amount) {
        Balance storage balance = _balances[bucket][token];
        uint256 due = Dues.ofShare(balance.gross, Dues.residualShare(flows));
        amount = due - balance.collected;
        // A share of a gross below 2^128 is below 2^128.
        if (amount != 0) balance.collected = uint128(due);
    }

    function _returnResidual(bytes32 bucket, address token, uint256 amount) internal {
        _balances[bucket][token].collected -= uint128(amount);
    }
}
