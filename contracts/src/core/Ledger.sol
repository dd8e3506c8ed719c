// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Dues} from "../math/Dues.sol";
import {SumTree} from "../math/SumTree.sol";
import {Account} from "../types/Account.sol";
import {Bucket} from "../types/Bucket.sol";
import {Leaf, Proof} from "../types/Leaf.sol";
import {Flow, Kind, Work} from "../types/Work.sol";
import {Beneficiary} from "./Beneficiary.sol";
import {Books} from "./Books.sol";
import {ILedger} from "./ILedger.sol";
import {IPuller} from "./IPuller.sol";
import {Lock} from "./Lock.sol";
import {Payout} from "./Payout.sol";
import {SafeTransferLib} from "solady/utils/SafeTransferLib.sol";

/// @title Ledger
/// @notice Takes payments for works and pays everyone whom the works promised a part.
/// @dev One lock covers every entry that measures or moves tokens; otherwise a token with callbacks would be credited
/// twice. `batch` is not locked: each call inside it locks for itself.
contract Ledger is Books, Lock {
    using SafeTransferLib for address;

    /// @dev The bit of `Step.moves` that pays the residual.
    uint256 private constant RESIDUAL = 32;

    /// @inheritdoc ILedger
    /// @custom:rule R-2
    function pay(bytes32 bucket, address token, uint256 amount) external locked returns (uint256 credited) {
        return _pay(bucket, token, amount);
    }

    /// @inheritdoc ILedger
    /// @custom:rule R-2
    function payMany(Payment[] calldata payments) external locked returns (uint256[] memory credited) {
        credited = new uint256[](payments.length);
        for (uint256 i; i < payments.length; ++i) {
            credited[i] = _pay(payments[i].bucket, payments[i].token, payments[i].amount);
        }
    }

    /// @inheritdoc ILedger
    /// @custom:rule R-2
    function payPulled(bytes32 bucket, address token, uint256 amount, bytes calldata data)
        external
        locked
        returns (uint256 credited)
    {
        uint256 before = _holdings(token);
        IPuller(msg.sender).onPull(token, amount, data);
        return _creditSince(before, bucket, token);
    }

    /// @inheritdoc ILedger
    /// @custom:rule R-2
    /// @custom:rule R-5
    function distribute(Edge[] calldata edges, address token) external locked {
        for (uint256 i; i < edges.length; ++i) {
            Edge calldata edge = edges[i];
            bytes32 key = edge.bucket.keyOf(edge.work.id());
            Flow calldata flow = _flowOf(edge.work, edge.flow, Kind.WORK);
            _require(_lift(key, token, edge.flow, flow));
        }
    }

    /// @inheritdoc ILedger
    /// @custom:rule R-4
    function claim(Work calldata work, Bucket bucket, uint256 flow, address token, address to)
        external
        locked
        returns (uint256 amount)
    {
        bytes32 key = bucket.keyOf(work.id());
        Flow calldata part = _flowOf(work, flow, Kind.ACCOUNT);
        address payee = _payeeOf(part.to);
        to = _recipient(payee, to);
        amount = _takeFlow(key, token, flow, part.share);
        require(amount != 0, NothingOwed(key, token));
        emit Claimed(key, token, payee, flow, 0, to, amount);
        token.safeTransfer(to, amount);
    }

    /// @inheritdoc ILedger
    /// @custom:rule R-4
    /// @custom:rule R-6
    function claimTree(
        Work calldata work,
        Bucket bucket,
        uint256 flow,
        address token,
        Leaf calldata leaf,
        Proof calldata proof,
        address to
    ) external locked returns (uint256 amount) {
        bytes32 key = bucket.keyOf(work.id());
        Flow calldata part = _flowOf(work, flow, Kind.TREE);
        (uint256 prefix, uint256 total) = SumTree.locate(part.to, leaf, proof);
        uint256 due = Dues.ofLeaf(Dues.ofShare(grossOf(key, token), part.share), leaf.weight, total);
        amount = _takeLeaf(key, token, flow, prefix, due);
        require(amount != 0, NothingOwed(key, token));
        if (leaf.kind == Kind.WORK) {
            require(to == address(0), NotPayee(msg.sender, address(0)));
            _require(_deliver(key, leaf.to, token, flow, amount));
        } else {
            require(leaf.kind == Kind.ACCOUNT, WrongKind(leaf.kind, Kind.ACCOUNT));
            address payee = _payeeOf(leaf.to);
            to = _recipient(payee, to);
            emit Claimed(key, token, payee, flow, prefix, to, amount);
            token.safeTransfer(to, amount);
        }
    }

    /// @inheritdoc ILedger
    /// @custom:rule R-4
    function collect(Work calldata work, Bucket bucket, address token, address to)
        external
        locked
        returns (uint256 amount)
    {
        bytes32 id = work.id();
        bytes32 key = bucket.keyOf(id);
        (address payee, bytes memory reason) = Beneficiary.find(work, id, bucket);
        _require(reason);
        to = _recipient(payee, to);
        amount = _takeResidual(key, token, work.flows);
        require(amount != 0, NothingOwed(key, token));
        emit Collected(key, token, payee, to, amount);
        token.safeTransfer(to, amount);
    }

    /// @inheritdoc ILedger
    /// @custom:rule R-7
    function settle(Step[] calldata steps, address token) external locked {
        for (uint256 i; i < steps.length; ++i) {
            bytes memory reason;
            Step calldata step = steps[i];
            bytes32 id = step.work.id();
            bytes32 key = step.bucket.keyOf(id);
            for (uint256 move; step.moves >> move != 0; ++move) {
                if (step.moves >> move & 1 == 0) continue;
                reason = move == RESIDUAL
                    ? _settleResidual(step, id, key, token)
                    : _settleFlow(key, token, move, step.work.flows);
                if (reason.length != 0) emit Skipped(i, reason);
            }
        }
    }

    /// @inheritdoc ILedger
    /// @custom:rule R-7
    function batch(bytes[] calldata calls) external returns (bool[] memory done) {
        done = new bool[](calls.length);
        for (uint256 i; i < calls.length; ++i) {
            bytes memory data = calls[i];
            bool success;
            assembly ("memory-safe") {
                success := delegatecall(gas(), address(), add(data, 0x20), mload(data), 0x00, 0x00)
            }
            done[i] = success;
            if (!success) emit Skipped(i, Payout.lastAnswer());
        }
    }

    function _pay(bytes32 bucket, address token, uint256 amount) private returns (uint256) {
        uint256 before = _holdings(token);
        token.safeTransferFrom(msg.sender, address(this), amount);
        return _creditSince(before, bucket, token);
    }

    /// @dev Credits what arrived, so a token that takes a fee is credited less.
    function _creditSince(uint256 before, bytes32 bucket, address token) private returns (uint256 credited) {
        uint256 afterwards = _holdings(token);
        require(afterwards >= before, BalanceFell(token, before, afterwards));
        credited = afterwards - before;
        require(_credit(bucket, token, credited), GrossTooHigh(grossOf(bucket, token), credited));
        emit Paid(bucket, token, msg.sender, credited);
    }

    function _holdings(address token) private view returns (uint256 amount) {
        bool answered;
        (answered, amount) = token.checkBalanceOf(address(this));
        require(answered, NoBalance(token));
    }

    function _settleFlow(bytes32 key, address token, uint256 index, Flow[] calldata flows)
        private
        returns (bytes memory reason)
    {
        require(index < flows.length, NoSuchFlow(index, flows.length));
        Flow calldata flow = flows[index];
        if (flow.kind == Kind.WORK) return _lift(key, token, index, flow);
        require(flow.kind == Kind.ACCOUNT, WrongKind(flow.kind, Kind.ACCOUNT));
        address payee = Account.wrap(uint256(flow.to)).payeeHere();
        if (payee == address(0)) return abi.encodeWithSelector(NotPayableHere.selector, flow.to);
        uint256 amount = _takeFlow(key, token, index, flow.share);
        if (amount == 0) return reason;
        bool done;
        (done, reason) = Payout.tryTransfer(token, payee, amount);
        if (done) emit Claimed(key, token, payee, index, 0, payee, amount);
        else _returnFlow(key, token, index, amount);
    }

    function _settleResidual(Step calldata step, bytes32 id, bytes32 key, address token)
        private
        returns (bytes memory reason)
    {
        address payee;
        (payee, reason) = Beneficiary.find(step.work, id, step.bucket);
        if (payee == address(0)) return reason;
        uint256 amount = _takeResidual(key, token, step.work.flows);
        if (amount == 0) return reason;
        bool done;
        (done, reason) = Payout.tryTransfer(token, payee, amount);
        if (done) emit Collected(key, token, payee, payee, amount);
        else _returnResidual(key, token, amount);
    }

    /// @dev Lifts what a work flow is owed. The reason why it cannot is empty when it can.
    function _lift(bytes32 key, address token, uint256 index, Flow calldata flow)
        private
        returns (bytes memory reason)
    {
        uint256 amount = _takeFlow(key, token, index, flow.share);
        if (amount == 0) return reason;
        reason = _deliver(key, flow.to, token, index, amount);
        if (reason.length != 0) _returnFlow(key, token, index, amount);
    }

    function _deliver(bytes32 from, bytes32 parent, address token, uint256 index, uint256 amount)
        private
        returns (bytes memory reason)
    {
        if (!_credit(parent, token, amount)) {
            return abi.encodeWithSelector(GrossTooHigh.selector, grossOf(parent, token), amount);
        }
        emit Distributed(from, parent, token, index, amount);
    }

    function _flowOf(Work calldata work, uint256 index, uint256 kind) private pure returns (Flow calldata flow) {
        require(index < work.flows.length, NoSuchFlow(index, work.flows.length));
        flow = work.flows[index];
        require(flow.kind == kind, WrongKind(flow.kind, kind));
    }

    function _payeeOf(bytes32 to) private view returns (address payee) {
        payee = Account.wrap(uint256(to)).payeeHere();
        require(payee != address(0), NotPayableHere(uint256(to)));
    }

    /// @dev Who acts for another cannot say where the money goes.
    /// @custom:rule R-7
    function _recipient(address payee, address to) private view returns (address) {
        if (to == address(0) || to == payee) return payee;
        require(msg.sender == payee, NotPayee(msg.sender, payee));
        return to;
    }

    function _require(bytes memory reason) private pure {
        if (reason.length == 0) return;
        assembly ("memory-safe") {
            revert(add(reason, 0x20), mload(reason))
        }
    }
}
