// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {IInboxRegistry} from "../../../contracts/interfaces/IInboxRegistry.sol";
import {IMailings} from "../../../contracts/interfaces/IMailings.sol";
import {IStamps} from "../../../contracts/interfaces/IStamps.sol";
import {MockBlocklistToken} from "../../../contracts/mocks/MockBlocklistToken.sol";
import {MockERC20} from "../../../contracts/mocks/MockERC20.sol";
import {HostileToken} from "./HostileToken.sol";
import {IWholePostOffice} from "./IWholePostOffice.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";

/// @title What was meant, beside what the contract says
/// @notice The books that everybody would keep for themselves: who has what, in the ledger and outside, who may act for
/// whom, what each inbox asks, and what became of each stamp and mailing. Nothing here is asked of the contract, and no book
/// is written without a reason: a balance falls only by its owner, operator, allowance or signature, and a stake reaches a
/// payout only by its recipient's word.
abstract contract PostOfficeModel is PostOfficeTest {
    /* TYPES */

    /// @notice What was meant for a stamp.
    struct Meant {
        IStamps.Stamp stamp;
        bytes32 id;
        IStamps.StampStatus status;
        bool relayMayCollect;
        bool carriagePaid;
        uint256 postedAt;
        uint256 settledAt;
        uint256 paidOut;
    }

    /// @notice What was meant for a mailing, and its letters.
    struct MeantMailing {
        IMailings.Mailing mailing;
        bytes32 id;
        IMailings.MailingStatus status;
        uint256 collected;
        uint256 openedAt;
        uint256 closedAt;
        uint256 bits;
        uint256 paidOut;
        bytes32[] inboxIds;
        bytes32[] letterHashes;
    }

    struct MeantTerms {
        uint96 stake;
        uint32 window;
        bool relayMayCollect;
    }

    /// @notice An inbox has at most two wallets here, and always one.
    struct MeantInbox {
        bytes32 id;
        address recovery;
        address payout;
        address[2] wallets;
    }

    /* STORAGE */

    uint256 internal constant _STAMP_SLOT = 10;
    uint256 internal constant _MAILING_SLOT = 11;
    uint256 internal constant _MAIL_BITS_SLOT = 12;

    Account[] internal _people;
    MeantInbox[] internal _inboxes;
    address[] internal _tokens;
    /// @dev Whoever may have a balance: the people, Mallory, Carol and the hostile token.
    address[] internal _accounts;
    /// @dev The token that at times refuses someone, and the one that keeps to nothing.
    MockBlocklistToken internal _moody;
    HostileToken internal _hostile;

    Meant[] internal _stamps;
    MeantMailing[] internal _mailings;
    /// @dev Those that wait for their outcome, by their places above, and their places in here.
    uint256[] internal _pending;
    uint256[] internal _open;
    mapping(uint256 stamp => uint256) private _pendingAt;
    mapping(uint256 mailing => uint256) private _openAt;

    mapping(address owner => mapping(address token => uint256)) public balanceMeant;
    /// @notice In people's own hands.
    mapping(address owner => mapping(address token => uint256)) public outsideMeant;
    mapping(address token => uint256) public escrowMeant;
    mapping(address token => uint256) public heldMeant;
    /// @notice Sent to the contract without a deposit: nobody's.
    mapping(address token => uint256) public forced;
    mapping(address owner => mapping(address spender => bool)) internal _isOperator;
    mapping(address owner => mapping(address spender => mapping(address token => uint256))) internal _allowed;
    mapping(address owner => uint256) internal _noncesMeant;
    mapping(address wallet => bytes32) internal _inboxIdOf;
    mapping(bytes32 inboxId => mapping(address token => MeantTerms)) internal _termsMeant;
    mapping(bytes32 inboxId => mapping(address sender => bool)) internal _denied;
    mapping(bytes32 inboxId => uint256) internal _inboxNumber;

    bytes32 internal immutable _domain;
    /// @dev How many letters were written, so that each is another one.
    uint256 internal _letters;
    /// @dev Who calls now, and whose signature goes with it.
    address internal _caller;
    address internal _signer;
    /// @dev Of everything that an action picks.
    uint256 private _seed;
    /// @dev Whether the action found nothing to do.
    bool private _isDropped;

    /// @notice Unix seconds. The runner's own clock may stand still between calls.
    uint256 public clock = NOW;
    /// @notice Calls that did what they meant to, from beginning to end.
    mapping(bytes4 action => uint256) public done;
    uint256 public doneInAll;

    /// @dev An action of the handler. Whatever it picks follows from `seed`.
    modifier counted(uint256 seed) {
        vm.warp(clock);
        (_seed, _isDropped, _caller, _signer) = (seed, false, address(0), address(0));
        _;
        if (_isDropped) return;
        ++done[msg.sig];
        ++doneInAll;
    }

    constructor(IInboxRegistry registry_, IWholePostOffice office_) {
        (registry, office) = (registry_, office_);
        (_moody, _hostile) = (MockBlocklistToken(deployArtifact("MockBlocklistToken", "")), new HostileToken());
        _domain = domainSeparator("Pennypost PostOffice", block.chainid, address(office_));
    }

    /* CHECKS */

    /// @dev Equal, not only enough, because what is forced in is counted. The hostile token's word is not asked for.
    function checkSolvency() public view {
        for (uint256 t = 0; t < _tokens.length; ++t) {
            address token = _tokens[t];
            uint256 sum = escrowMeant[token];
            for (uint256 a = 0; a < _accounts.length; ++a) sum += balance(_accounts[a], token);
            vm.assertEq(sum + forced[token], heldMeant[token], "1: came in and did not leave");
            if (token != address(_hostile)) assertHeld(token, heldMeant[token]);
        }
    }

    function checkEveryone() public view {
        for (uint256 a = 0; a < _accounts.length; ++a) {
            for (uint256 t = 0; t < _tokens.length; ++t) {
                (address account, address token) = (_accounts[a], _tokens[t]);
                vm.assertEq(balance(account, token), balanceMeant[account][token], "7: balance in the ledger");
                if (token == address(_hostile)) continue;
                uint256 outside = token == NATIVE ? account.balance : IERC20(token).balanceOf(account);
                vm.assertEq(outside, outsideMeant[account][token], "12: in their own hands");
            }
        }
    }

    /// @dev From the `first`, round and round.
    function checkStamps(uint256 first, uint256 count) public view {
        for (uint256 i = 0; i < count && i < _stamps.length; ++i) _checkStamp(_stamps[(first + i) % _stamps.length]);
    }

    function checkMailings(uint256 first, uint256 count) public view {
        for (uint256 i = 0; i < count && i < _mailings.length; ++i) {
            _checkMailing(_mailings[(first + i) % _mailings.length]);
        }
    }

    function checkEscrow() public view {
        for (uint256 t = 0; t < _tokens.length; ++t) {
            vm.assertEq(_escrowOf(_tokens[t]), escrowMeant[_tokens[t]], "1: postage that waits");
        }
    }

    function _checkStamp(Meant storage meant) private view {
        uint256 word = uint256(vm.load(address(office), mappingSlot(meant.id, _STAMP_SLOT)));
        uint256 flags = (meant.relayMayCollect ? 1 : 0) | (meant.carriagePaid ? 2 : 0);
        uint256 expected = uint256(meant.status) | (flags << 8) | (meant.postedAt << 16) | (meant.settledAt << 56);
        vm.assertEq(word, expected, "2, 4: word of a stamp");

        uint256 paidOut = meant.carriagePaid ? meant.stamp.carriage : 0;
        if (!_isPending(meant)) paidOut = uint256(meant.stamp.carriage) + meant.stamp.stake;
        if (meant.status == IStamps.StampStatus.Voided) paidOut = 0;
        vm.assertEq(meant.paidOut, paidOut, "3: paid out of a stamp");

        if (meant.settledAt == 0 || meant.postedAt == 0) return;
        bool isExpired = meant.status == IStamps.StampStatus.Expired;
        vm.assertEq(isExpired, meant.settledAt >= meant.stamp.expiresAt, "5: in its time");
    }

    function _checkMailing(MeantMailing storage meant) private view {
        uint256 word = uint256(vm.load(address(office), mappingSlot(meant.id, _MAILING_SLOT)));
        uint256 times = (meant.openedAt << 40) | (meant.closedAt << 80);
        vm.assertEq(word, uint256(meant.status) | (meant.collected << 8) | times, "6: word of a mailing");
        // None here has more than a page of letters.
        bytes32 pages = mappingSlot(meant.id, _MAIL_BITS_SLOT);
        vm.assertEq(uint256(vm.load(address(office), mappingSlot(bytes32(0), uint256(pages)))), meant.bits, "6: bits");

        uint256 ones = 0;
        for (uint256 bits_ = meant.bits; bits_ != 0; bits_ >>= 1) ones += bits_ & 1;
        vm.assertEq(ones, meant.collected, "6: each letter once");
        vm.assertEq(meant.bits >> meant.mailing.count, 0, "6: no letter beyond its count");
        vm.assertGe(uint256(meant.mailing.count) * meant.mailing.stake, meant.paidOut, "6: at most count times stake");
        vm.assertEq(meant.paidOut, meant.collected * meant.mailing.stake, "6: paid out of a mailing");
    }

    /// @dev What stamps and mailings hold that wait for their outcome, by the contract's own words.
    function _escrowOf(address token) internal view returns (uint256 sum) {
        for (uint256 i = 0; i < _stamps.length; ++i) {
            IStamps.Stamp storage stamp = _stamps[i].stamp;
            if (stamp.token != token) continue;
            (IStamps.StampStatus status, , bool carriagePaid, , ) = office.stampStatus(_stamps[i].id);
            if (status != IStamps.StampStatus.Open && status != IStamps.StampStatus.Admitted) continue;
            sum += uint256(stamp.stake) + (carriagePaid ? 0 : stamp.carriage);
        }
        for (uint256 i = 0; i < _mailings.length; ++i) {
            IMailings.Mailing storage mailing = _mailings[i].mailing;
            if (mailing.token != token) continue;
            (IMailings.MailingStatus status, uint32 collected, , ) = office.mailing(_mailings[i].id);
            if (status == IMailings.MailingStatus.Closed) continue;
            sum += uint256(mailing.stake) * (mailing.count - collected);
            if (status == IMailings.MailingStatus.Open) sum += uint256(mailing.carriage) * mailing.count;
        }
    }

    /* VIEWS */

    function tokenAt(uint256 number) external view returns (address) {
        return _tokens[number];
    }

    /* PREPARING */

    /// @dev The first people have an inbox each, whose recovery is the person after them.
    function _populate(uint256 people, uint256 inboxes, address[] memory tokens) internal {
        _tokens = tokens;
        for (uint256 i = 0; i < people; ++i) {
            _people.push(makeAccount(string.concat("person ", vm.toString(i))));
            _accounts.push(_people[i].addr);
            for (uint256 t = 0; t < tokens.length; ++t) _approve(_people[i].addr, tokens[t]);
        }
        _accounts.push(mallory.addr);
        _accounts.push(carol.addr);
        _accounts.push(address(_hostile));
        for (uint256 i = 0; i < inboxes; ++i) _register(i);
    }

    function _register(uint256 number) private {
        (address wallet, address recovery_) = (_people[number].addr, _people[number + 1].addr);
        vm.prank(wallet);
        bytes32 id = registry.register(0, recovery_, new IInboxRegistry.KeyInput[](0));
        _inboxes.push(MeantInbox({id: id, recovery: recovery_, payout: address(0), wallets: [wallet, address(0)]}));
        _inboxIdOf[wallet] = id;
        _inboxNumber[id] = number;
        for (uint256 t = 0; t < _tokens.length; ++t) _ask(number, _tokens[t], STAKE, 2 days, number == 0);
    }

    function _approve(address person, address token) private {
        if (token == NATIVE || token == address(_hostile)) return;
        vm.prank(person);
        // Some tokens answer nothing here.
        (bool success, ) = token.call(abi.encodeCall(IERC20.approve, (address(office), type(uint256).max)));
        vm.assertTrue(success);
    }

    function _ask(uint256 inbox, address token, uint96 stake, uint32 window, bool relayMayCollect) internal {
        bytes32 id = _inboxes[inbox].id;
        _as(_walletOf(inbox));
        office.setTerms(id, token, stake, window, relayMayCollect);
        _termsMeant[id][token] = MeantTerms(stake, window, stake != 0 && relayMayCollect);
    }

    /// @dev Puts money into a person's own hands.
    function _give(address person, address token, uint256 amount) internal {
        if (amount == 0 || token == address(_hostile)) return;
        outsideMeant[person][token] += amount;
        if (token == NATIVE) vm.deal(person, person.balance + amount);
        else MockERC20(token).mint(person, amount);
    }

    /* PICKING */

    /// @dev There is nothing to do of that kind now.
    function _drop() internal {
        _isDropped = true;
    }

    function _roll(uint256 n) internal returns (uint256) {
        _seed = uint256(keccak256(abi.encode(_seed)));
        return _seed % n;
    }

    function _anyone() internal returns (Account storage) {
        return _people[_roll(_people.length)];
    }

    function _anyToken() internal returns (address) {
        return _tokens[_roll(_tokens.length)];
    }

    /// @dev Whether the token may be moved between the contract and this account now.
    function _isMovable(address token, address account) internal view returns (bool) {
        if (token == NATIVE) return true;
        if (token == address(_hostile)) return !_hostile.refuses();
        if (token != address(_moody)) return true;
        return !_moody.isBlocked(address(office)) && !_moody.isBlocked(account);
    }

    /// @dev A token in which this person can pay.
    function _payableToken(address payer) internal returns (address token) {
        token = _anyToken();
        if (!_isMovable(token, payer) && balanceMeant[payer][token] < 10 * STAKE) return NATIVE;
    }

    /// @dev Someone with a balance, if one of a dozen has one.
    function _rich(address token) internal returns (Account storage) {
        uint256 number = _roll(_people.length);
        for (uint256 i = 0; i < 12 && balanceMeant[_people[number].addr][token] == 0; ++i) {
            number = (number + 1) % _people.length;
        }
        return _people[number];
    }

    function _walletOf(uint256 inbox) internal view returns (address) {
        address[2] storage wallets = _inboxes[inbox].wallets;
        return wallets[0] == address(0) ? wallets[1] : wallets[0];
    }

    /// @dev Either wallet, where there are two.
    function _anyWalletOf(bytes32 id) internal returns (address) {
        address[2] storage wallets = _inboxes[_inboxNumber[id]].wallets;
        uint256 first = _roll(2);
        return wallets[first] == address(0) ? wallets[1 - first] : wallets[first];
    }

    function _payoutOf(bytes32 id) internal view returns (address) {
        MeantInbox storage inbox = _inboxes[_inboxNumber[id]];
        return inbox.payout == address(0) ? inbox.recovery : inbox.payout;
    }

    function _keyOf(address person) internal view returns (Account memory) {
        for (uint256 i = 0; i < _people.length; ++i) if (_people[i].addr == person) return _people[i];
        return mallory;
    }

    function _isPending(Meant storage meant) internal view returns (bool) {
        return meant.status == IStamps.StampStatus.Open || meant.status == IStamps.StampStatus.Admitted;
    }

    function _isOpen(MeantMailing storage meant) internal view returns (bool) {
        return meant.status == IMailings.MailingStatus.Open || meant.status == IMailings.MailingStatus.Admitted;
    }

    /* MEANING: LEDGER */

    /// @dev The next call comes from `caller`.
    function _as(address caller) internal {
        _caller = caller;
        vm.prank(caller);
    }

    function _raise(address owner, address token, uint256 amount) internal {
        balanceMeant[owner][token] += amount;
    }

    /// @dev Invariant 7: with a right to it, and never without.
    function _lower(address owner, address token, uint256 amount) internal {
        if (_caller != owner && _signer != owner && !_isOperator[owner][_caller]) {
            uint256 left = _allowed[owner][_caller][token];
            vm.assertGe(left, amount, "7: lowered without a right");
            if (left != type(uint256).max) _allowed[owner][_caller][token] = left - amount;
        }
        balanceMeant[owner][token] -= amount;
    }

    /// @dev Invariant 12: by its own call, or with its signature.
    function _bringIn(address from, address token, uint256 amount) internal {
        vm.assertTrue(amount == 0 || _caller == from || _signer == from, "12: pulled without a right");
        heldMeant[token] += amount;
        if (token != address(_hostile)) outsideMeant[from][token] -= amount;
    }

    function _takeOut(address to, address token, uint256 amount) internal {
        heldMeant[token] -= amount;
        if (token != address(_hostile)) outsideMeant[to][token] += amount;
    }

    /// @dev What the caller pays for postage: `brought`, the rest from the balance, to which a surplus goes.
    function _bookPayment(address payer, address token, uint256 sum, uint256 brought) internal {
        if (brought < sum) _lower(payer, token, sum - brought);
        else _raise(payer, token, brought - sum);
        _bringIn(payer, token, brought);
        escrowMeant[token] += sum;
    }

    /* MEANING: STAMPS */

    function _bookStamp(IStamps.Stamp memory stamp, IStamps.StampStatus status) internal returns (Meant storage meant) {
        meant = _stamps.push();
        meant.stamp = stamp;
        meant.id = _stampIdOf(stamp);
        meant.status = status;
        if (status == IStamps.StampStatus.Voided) {
            meant.settledAt = clock;
            return meant;
        }
        meant.relayMayCollect = _termsMeant[stamp.inboxId][stamp.token].relayMayCollect;
        meant.postedAt = clock;
        _pendingAt[_stamps.length - 1] = _pending.length;
        _pending.push(_stamps.length - 1);
    }

    function _bookAdmission(Meant storage meant) internal {
        if (meant.carriagePaid) return;
        meant.status = IStamps.StampStatus.Admitted;
        _bookCarriage(meant);
    }

    /// @dev Invariants 4 and 5: by the recipient's word, or the relay's where that was agreed, in time.
    function _bookAnswer(uint256 number, bool isCollect, address by) internal {
        Meant storage meant = _stamps[number];
        IStamps.Stamp storage stamp = meant.stamp;
        bool isRelay = isCollect && meant.relayMayCollect && by == stamp.relay;
        vm.assertTrue(isRelay || _inboxIdOf[by] == stamp.inboxId, "4: nobody's word");
        vm.assertGt(stamp.expiresAt, clock, "5: answered too late");

        if (!meant.carriagePaid) _bookCarriage(meant);
        _release(meant, isCollect ? _payoutOf(stamp.inboxId) : stamp.sender, stamp.stake);
        _bookOutcome(number, isCollect ? IStamps.StampStatus.Collected : IStamps.StampStatus.Returned);
    }

    function _bookExpiry(uint256 number) internal {
        Meant storage meant = _stamps[number];
        vm.assertGe(clock, meant.stamp.expiresAt, "5: expired too early");
        _release(meant, meant.stamp.sender, meant.stamp.stake);
        if (!meant.carriagePaid) _release(meant, meant.stamp.sender, meant.stamp.carriage);
        _bookOutcome(number, IStamps.StampStatus.Expired);
    }

    function _bookCarriage(Meant storage meant) private {
        meant.carriagePaid = true;
        _release(meant, meant.stamp.relay, meant.stamp.carriage);
    }

    function _release(Meant storage meant, address to, uint256 amount) private {
        meant.paidOut += amount;
        escrowMeant[meant.stamp.token] -= amount;
        _raise(to, meant.stamp.token, amount);
    }

    /// @dev Invariant 2: the first and last.
    function _bookOutcome(uint256 number, IStamps.StampStatus outcome) private {
        Meant storage meant = _stamps[number];
        vm.assertTrue(_isPending(meant), "2: a second outcome");
        (meant.status, meant.settledAt) = (outcome, clock);
        uint256 place = _pendingAt[number];
        uint256 last = _pending[_pending.length - 1];
        (_pending[place], _pendingAt[last]) = (last, place);
        _pending.pop();
    }

    /// @dev Its EIP-712 digest.
    function _stampIdOf(IStamps.Stamp memory stamp) internal view returns (bytes32) {
        return typedDataDigest(_domain, keccak256(abi.encode(STAMP_TYPEHASH, stamp)));
    }

    /* MEANING: MAILINGS */

    function _bookMailing(
        IMailings.Mailing memory mailing,
        bytes32[] memory inboxIds,
        bytes32[] memory letterHashes
    ) internal returns (MeantMailing storage meant) {
        meant = _mailings.push();
        meant.mailing = mailing;
        meant.id = _mailingIdOf(mailing);
        meant.status = IMailings.MailingStatus.Open;
        meant.openedAt = clock;
        (meant.inboxIds, meant.letterHashes) = (inboxIds, letterHashes);
        _openAt[_mailings.length - 1] = _open.length;
        _open.push(_mailings.length - 1);
    }

    function _bookMailingAdmission(MeantMailing storage meant) internal {
        IMailings.Mailing storage mailing = meant.mailing;
        meant.status = IMailings.MailingStatus.Admitted;
        uint256 carriage = uint256(mailing.carriage) * mailing.count;
        escrowMeant[mailing.token] -= carriage;
        _raise(mailing.relay, mailing.token, carriage);
    }

    /// @dev Invariant 6: once, by a wallet of the inbox that the letter is for, in time.
    function _bookMail(MeantMailing storage meant, uint256 index, address by) internal {
        IMailings.Mailing storage mailing = meant.mailing;
        vm.assertEq(_inboxIdOf[by], meant.inboxIds[index]);
        vm.assertGt(mailing.expiresAt, clock, "6: collected too late");
        vm.assertTrue(_isOpen(meant) && meant.bits & (1 << index) == 0, "6: a second time");
        meant.bits |= 1 << index;
        ++meant.collected;
        meant.paidOut += mailing.stake;
        escrowMeant[mailing.token] -= mailing.stake;
        _raise(_payoutOf(meant.inboxIds[index]), mailing.token, mailing.stake);
    }

    function _bookClosing(uint256 number) internal {
        MeantMailing storage meant = _mailings[number];
        IMailings.Mailing storage mailing = meant.mailing;
        uint256 rest = (mailing.count - meant.collected) * mailing.stake;
        if (meant.status == IMailings.MailingStatus.Open) rest += uint256(mailing.carriage) * mailing.count;
        escrowMeant[mailing.token] -= rest;
        _raise(mailing.sender, mailing.token, rest);
        (meant.status, meant.closedAt) = (IMailings.MailingStatus.Closed, clock);
        uint256 place = _openAt[number];
        uint256 last = _open[_open.length - 1];
        (_open[place], _openAt[last]) = (last, place);
        _open.pop();
    }

    /// @dev Its EIP-712 digest.
    function _mailingIdOf(IMailings.Mailing memory mailing) internal view returns (bytes32) {
        bytes32 typehash = keccak256(
            "Mailing(address sender,address relay,address token,bytes32 root,"
            "uint96 carriage,uint96 stake,uint32 count,uint40 expiresAt)"
        );
        return typedDataDigest(_domain, keccak256(abi.encode(typehash, mailing)));
    }

    /// @return nodes The tree as a heap: 1 is the root, `2^d + i` leaf `i`.
    function _treeOf(
        bytes32[] memory inboxIds,
        bytes32[] memory letterHashes
    ) internal pure returns (bytes32[] memory nodes) {
        uint256 width = 1;
        while (width < inboxIds.length) width *= 2;
        nodes = new bytes32[](2 * width);
        for (uint256 i = 0; i < inboxIds.length; ++i) {
            nodes[width + i] = keccak256(abi.encode(keccak256(abi.encode(i, inboxIds[i], letterHashes[i]))));
        }
        for (uint256 i = width - 1; i != 0; --i) nodes[i] = keccak256(abi.encode(nodes[2 * i], nodes[2 * i + 1]));
    }

    function _claimOf(
        MeantMailing storage meant,
        uint256 index
    ) internal view returns (IMailings.MailClaim memory claim) {
        bytes32[] memory nodes = _treeOf(meant.inboxIds, meant.letterHashes);
        uint256 levels = 0;
        while (2 << levels < nodes.length) ++levels;
        bytes32[] memory proof = new bytes32[](levels);
        uint256 node = (1 << levels) + index;
        for (uint256 i = 0; i < levels; ++i) (proof[i], node) = (nodes[node ^ 1], node >> 1);
        claim = IMailings.MailClaim(uint32(index), meant.inboxIds[index], meant.letterHashes[index], proof);
    }
}
