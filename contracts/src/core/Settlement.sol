// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Dues} from "../math/Dues.sol";
import {Account} from "../types/Account.sol";
import {Flow, Kind} from "../types/Work.sol";
import {Beneficiary} from "./Beneficiary.sol";
import {Books} from "./Books.sol";
import {ILedger} from "./ILedger.sol";
import {Lock} from "./Lock.sol";
import {Payout} from "./Payout.sol";

/// @title Settlement
/// @notice Lifts and pays many parts in one call, where what fails stops nothing.
/// @dev A *reason* is an encoded error, empty when all went well.
abstract contract Settlement is Books, Lock {
    /// @dev The bit of `Step.moves` that pays the residual.
    uint256 private constant RESIDUAL = 1 << 32;

    /// @inheritdoc ILedger
    /// @custom:rule R-7
    function settle(Step[] calldata steps, address token) external locked {
        for (uint256 i; i < steps.length; ++i) {
            _settle(i, steps[i], token);
        }
    }

    function _settle(uint256 i, Step calldata step, address token) private {
        uint256 moves = step.moves;
        (bytes32 id, Flow[] calldata flows) = step.work.read();
        bytes32 key = step.bucket.keyOf(id);
        Page storage page = _pageOf(key, token);
        require((moves & ~RESIDUAL) >> flows.length == 0, NoSuchMove(moves, flows.length));
        for (uint256 index; index < flows.length; ++index) {
            if (moves >> index & 1 == 1) _report(i, _settleFlow(page, key, token, index, flows[index]));
        }
        if (moves & RESIDUAL == 0) return;
        (address payee, bytes memory reason) = Beneficiary.find(step.work, id, step.bucket);
        if (payee != address(0)) reason = _settleResidual(page, key, token, Dues.residualShare(flows), payee);
        _report(i, reason);
    }

    function _settleFlow(Page storage page, bytes32 key, address token, uint256 index, Flow calldata flow)
        private
        returns (bytes memory reason)
    {
        if (flow.kind == Kind.WORK) return _lift(page, key, token, index, flow);
        require(flow.kind == Kind.ACCOUNT, WrongKind(flow.kind, Kind.ACCOUNT));
        address payee = Account.wrap(uint256(flow.to)).payeeHere();
        if (payee == address(0)) return abi.encodeWithSelector(NotPayableHere.selector, flow.to);
        Tally storage paid = page.flows[index];
        uint256 amount = _take(paid, Dues.ofShare(page.balance.gross(), flow.share));
        if (amount == 0) return reason;
        bool done;
        (done, reason) = Payout.tryTransfer(token, payee, amount);
        if (done) emit Claimed(key, token, payee, index, 0, payee, amount);
        else paid.total -= amount;
    }

    function _settleResidual(Page storage page, bytes32 key, address token, uint256 share, address payee)
        private
        returns (bytes memory reason)
    {
        uint256 amount = _takeResidual(page, share);
        if (amount == 0) return reason;
        bool done;
        (done, reason) = Payout.tryTransfer(token, payee, amount);
        if (done) emit Collected(key, token, payee, payee, amount);
        else _returnResidual(page, amount);
    }

    /// @dev Lifts what a work flow is owed. The reason why it cannot is empty when it can.
    function _lift(Page storage page, bytes32 key, address token, uint256 index, Flow calldata flow)
        internal
        returns (bytes memory reason)
    {
        Tally storage paid = page.flows[index];
        uint256 amount = _take(paid, Dues.ofShare(page.balance.gross(), flow.share));
        if (amount == 0) return reason;
        reason = _deliver(key, flow.to, token, index, amount);
        if (reason.length != 0) paid.total -= amount;
    }

    function _deliver(bytes32 from, bytes32 parent, address token, uint256 index, uint256 amount)
        internal
        returns (bytes memory reason)
    {
        (bool fits, uint256 gross) = _credit(_pageOf(parent, token), amount);
        if (!fits) return abi.encodeWithSelector(GrossTooHigh.selector, gross, amount);
        emit Distributed(from, parent, token, index, amount);
    }

    function _report(uint256 index, bytes memory reason) private {
        if (reason.length != 0) emit Skipped(index, reason);
    }
}
